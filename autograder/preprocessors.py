"""Use this package's engine inside nbgrader: `nbgrader autograde` and formgrader run contained.

In `nbgrader_config.py`::

    c.Autograde.autograde_preprocessors = [
        "autograder.preprocessors.Execute",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from traitlets import Enum

from autograder.engine.between.execution import Cell, CellResult, Ending, error_output
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.errors import EngineError
from autograder.grading.courses.course import (
    SETTINGS,
    UNLIMITED_SECONDS,
    read_settings,
    with_timeout,
)
from autograder.grading.courses.seed import Seed, course_seed_of
from autograder.grading.nbgrader_api import Execute as NbgraderExecute
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.grading.proving.proof import Proofs
from autograder.grading.records.showing import make_harmless
from autograder.grading.records.staging import write_beside
from autograder.harmless.text import printable
from autograder.sandbox.level import CHOICES
from autograder.sandbox.limits import MEGABYTE, Limits

_TIMES_AS_LARGE = 10  # files beside a notebook, as what its code may write


@lru_cache(maxsize=1)
def _engine(isolation: str) -> Engine:
    """One engine for this process, ended when the process ends."""
    engine = Engine(isolation).__enter__()
    atexit.register(engine.__exit__, None, None, None)
    return engine


@lru_cache(maxsize=4)
def _server(isolation: str, limits: Limits, seed: Seed) -> AssignmentServer:
    engine = _engine(isolation)
    engine.hidden = seed.environment
    return engine.assignment(limits, {})


class Execute(NbgraderExecute):  # type: ignore[misc]  # nbgrader has no types
    """Stands in for nbgrader's `Execute` and runs the cells in a contained worker.

    It takes nbgrader's own options (`c.Execute.timeout`, `timeout_func`) and the limits of
    `grading.toml` in the course folder. Those of its options that concern a kernel have no effect:
    there is none.
    """

    isolation = Enum(
        CHOICES,
        default_value=None,
        allow_none=True,
        help="How student code is contained; by default what grading.toml says, else 'auto'.",
    ).tag(config=True)

    def preprocess(
        self, nb: Any, resources: dict[str, Any] | None = None, km: object = None
    ) -> tuple[Any, dict[str, Any]]:
        """Run every code cell of the notebook; outputs and execution counts are set in place.

        Raises `EngineError` for a notebook that is not in Python, or where the machine cannot
        contain it, `CourseError` for a spoilt seed: nbgrader then reports that submission and goes
        on.
        """
        resources = resources if resources is not None else {}
        language = nb.metadata.get("kernelspec", {}).get("language", "python")
        if language not in ("python", "python3"):
            raise EngineError(
                f"the notebook is written in {language}",
                "use nbgrader's own Execute for this assignment",
            )
        limits, isolation = read_settings(Path.cwd() / SETTINGS)
        limits = with_timeout(limits, self.timeout)
        code = [cell for cell in nb.cells if self._runs(cell)]
        cells = [
            Cell(
                cell.source,
                checkpoint=bool(utils.is_grade(cell) or not utils.is_locked(cell)),
                timeout=self._seconds(cell),
            )
            for cell in code
        ]
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
        }
        _refuse_large(files, limits)
        seed = replace(course_seed_of(Path.cwd(), Proofs(Path.cwd()).seeded), made=False)
        server = _server(self.isolation or isolation, limits, seed)
        execution = server.run(cells, files, keep_files=True)
        for cell, result in zip(code, execution.cells, strict=True):
            cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
            cell.execution_count = result.execution_count
            if utils.is_grade(cell) and not utils.is_solution(cell):
                _show_evidence(cell, result)
            if result.ending is not Ending.DONE:
                self.log.warning("A cell %s: %s", result.ending.value, printable(result.note))
        make_harmless(nb)
        for name, content in execution.files.items():
            if name not in files:  # nbgrader does not tell which are the assignment's
                write_beside(folder, name, content)
        for note in execution.notes:
            self.log.warning(printable(note))
        self.log.info("Isolation: %s", execution.isolation.level.value)
        return nb, resources

    def _runs(self, cell: Any) -> bool:
        """Whether a cell is run; a student's tag keeps no test from running."""
        if cell.cell_type != "code" or not cell.source.strip():
            return False
        tags = cell.metadata.get("tags")
        skipped = isinstance(tags, list) and self.skip_cells_with_tag in tags
        return not skipped or bool(utils.is_grade(cell))

    def _seconds(self, cell: Any) -> float:
        """The time for a cell, by nbgrader's options; None or a negative number is no limit."""
        seconds = self.timeout
        if cell is not None and self.timeout_func is not None:
            seconds = self.timeout_func(cell)
        return float(seconds) if seconds and seconds > 0 else UNLIMITED_SECONDS


def _refuse_large(files: Mapping[str, Path], limits: Limits) -> None:
    """Raise `EngineError` for files that would fill the machine; some may be the assignment's."""
    most = _TIMES_AS_LARGE * limits.disk_mb
    if sum(path.lstat().st_size for path in files.values()) > most * MEGABYTE:
        raise EngineError(
            f"the files beside the notebook are larger than {most:,} MB together",
            "remove what is not needed, or raise disk_mb in grading.toml",
        )


def _show_evidence(cell: Any, result: CellResult) -> None:
    """Make nbgrader, which marks by outputs, see whether a test came to its end, and its number."""
    if not result.finished and not any("ename" in output for output in cell.outputs):
        why = "this test did not come to its end"
        cell.outputs.append(nbformat.from_dict(error_output("CellNotRun", why)))
    shown = next((one for one in cell.outputs if one.output_type == "execute_result"), None)
    if shown is not None and isinstance(result.value, float):
        shown.data["text/plain"] = repr(result.value)  # a number of numpy's is shown otherwise
