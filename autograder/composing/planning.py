"""Whether a curriculum can be taught: its labs exist, build on each other, and fit the term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from autograder.authoring import Lab, lab_ids, read_lab
from autograder.authoring.reader import known_outcomes
from autograder.composing.curriculum import Curriculum, PlannedLab
from autograder.errors import LabsError


@dataclass(frozen=True)
class Week:
    """One lab in its place."""

    planned: PlannedLab
    lab: Lab

    @property
    def id(self) -> str:
        """The lab's name."""
        return self.lab.id


@dataclass(frozen=True)
class CoursePlan:
    """A curriculum whose labs were found and fit together; `weeks` in the order of teaching."""

    curriculum: Curriculum
    weeks: tuple[Week, ...]

    @property
    def minutes(self) -> int:
        """What all labs take together."""
        return sum(week.lab.entry.minutes for week in self.weeks)

    def share(self, week: Week) -> float:
        """A lab's part of the final mark, in percent."""
        return 100 * week.planned.weight / sum(w.planned.weight for w in self.weeks)


def plan_course(root: Path, curriculum: Curriculum) -> CoursePlan:
    """Find the labs of a curriculum in a clone, and check that they can be taught so.

    Raises:
        LabsError: a line for each thing that is wrong, with what to do.
    """
    known = lab_ids(root)
    ordered = sorted(curriculum.labs, key=lambda planned: planned.week)
    problems = list(_names(ordered, known))
    weeks = tuple(
        Week(planned, read_lab(root, planned.id)) for planned in ordered if planned.id in known
    )
    plan = CoursePlan(curriculum, weeks)
    problems += [
        *_outcomes(plan, known_outcomes(root)),
        *_hours(plan),
        *_licences(plan),
        *_versions(plan),
    ]
    if problems:
        raise LabsError("\n".join(problems))
    return plan


def _names(ordered: list[PlannedLab], known: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for planned in ordered:
        if planned.id not in known:
            yield f"there is no lab {planned.id}; labs here: {', '.join(known)}"
        if planned.id in seen:
            yield f"{planned.id} is planned twice; remove one of its entries"
        seen.add(planned.id)


def _outcomes(plan: CoursePlan, known: frozenset[str]) -> Iterator[str]:
    for name in plan.curriculum.assumes:
        if name not in known:
            yield f"assumes: no module teaches {name}; mend its spelling, or remove it"
    taught = set(plan.curriculum.assumes)
    where = {name: week for week in plan.weeks for name in week.lab.entry.teaches}
    for week in plan.weeks:
        for name in week.lab.entry.requires:
            if name in taught:
                continue
            later = where.get(name)
            remedy = (
                f"plan {later.id} before it (now in week {later.planned.week})"
                if later
                else "plan a lab that teaches it"
            )
            yield (
                f"{week.id} in week {week.planned.week} requires {name}, which nobody has taught "
                f"by then; {remedy}, or add it to assumes"
            )
        taught.update(week.lab.entry.teaches)


def _hours(plan: CoursePlan) -> Iterator[str]:
    needed = plan.minutes / 60
    if needed > plan.curriculum.hours:
        longest = max(plan.weeks, key=lambda week: week.lab.entry.minutes)
        yield (
            f"the labs take {needed:.1f} hours, the course has {plan.curriculum.hours:g}; give "
            f"it more hours, or leave one out ({longest.id} takes {longest.lab.entry.minutes} min)"
        )


def _licences(plan: CoursePlan) -> Iterator[str]:
    for week in plan.weeks:
        licence = week.lab.module.licence
        if licence not in plan.curriculum.licences:
            yield (
                f"{week.id} is under {licence}, the course allows "
                f"{', '.join(plan.curriculum.licences)}; add it to licences, or leave the lab out"
            )


def _versions(plan: CoursePlan) -> Iterator[str]:
    for week in plan.weeks:
        wanted, found = SpecifierSet(week.planned.versions), week.lab.module.version
        try:
            fits = Version(found) in wanted
        except InvalidVersion:
            yield f"{week.lab.module.path}: {found!r} is no version; write it like 1.0"
            continue
        if not fits:
            yield (
                f"{week.id} is of version {found}, the curriculum wants {wanted}; get that "
                "version of the clone, or change versions"
            )
