"""What the measured costs say: ratios of each repeat, and their medians with the spread."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from measuring import BARE, CORES, NBGRADER, NOTHING_NEW, OPEN, WALLED, Costs


@dataclass(frozen=True)
class Figure:
    """A figure of several repeats."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        middle = f"{self.median:.2f}"
        if self.least == self.most:
            return middle
        return f"{middle} ({self.least:.2f}-{self.most:.2f})"


def figure(values: Sequence[float]) -> Figure:
    """The median of the repeats and what lies about it."""
    return Figure(statistics.median(values), min(values), max(values))


@dataclass(frozen=True)
class Figures:
    """What grading one assignment (or all) costs; all but `start` are ratios.

    walled          CPU of one job, beside the bare cells
    cores           CPU of all cores, beside the bare cells
    unwalled        CPU of one job without the wall, beside the bare cells
    wall_share      CPU of one job, with the wall minus without it, beside the bare cells
    nbgrader_*      CPU or time of nbgrader, beside one job or all cores
    start           seconds of a run that finds nothing new
    """

    walled: Figure
    cores: Figure
    unwalled: Figure
    wall_share: Figure
    nbgrader_cpu_one_job: Figure
    nbgrader_cpu_cores: Figure
    nbgrader_time_one_job: Figure
    nbgrader_time_cores: Figure
    start: Figure

    @property
    def worst(self) -> float:
        """What the assignments are ranked by: the larger CPU beside the bare cells."""
        return max(self.walled.median, self.cores.median)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def figures(runs: Sequence[Costs], name: str) -> Figures:
    """The figures of one assignment."""

    def cpu(way: str, beside: str) -> Figure:
        return figure([run[name, way].cpu / run[name, beside].cpu for run in runs])

    def time(way: str, beside: str) -> Figure:
        return figure([run[name, way].wall / run[name, beside].wall for run in runs])

    extra = [(run[name, WALLED].cpu - run[name, OPEN].cpu) / run[name, BARE].cpu for run in runs]
    return Figures(
        walled=cpu(WALLED, BARE),
        cores=cpu(CORES, BARE),
        unwalled=cpu(OPEN, BARE),
        wall_share=figure(extra),
        nbgrader_cpu_one_job=cpu(NBGRADER, WALLED),
        nbgrader_cpu_cores=cpu(NBGRADER, CORES),
        nbgrader_time_one_job=time(NBGRADER, WALLED),
        nbgrader_time_cores=time(NBGRADER, CORES),
        start=figure([run[name, NOTHING_NEW].wall for run in runs]),
    )
