"""Where an assignment's tests run: behind the wall, if its own reference gets the same marks there.

The reference runs behind the wall and in one process, and so does the untouched exercise. A test
that gives other marks behind the wall runs with the student's code, and so does one in which the
reference gets nothing anywhere: that proves nothing. The others stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.between.execution import Cell, Execution
from autograder.grading.marking.scored import Scored, scored
from autograder.grading.nbgrader_api import utils
from autograder.grading.proving.process_tests import asks_of_process
from autograder.sandbox.level import Level
from autograder.wall.plan import Plan, Role, SourceCell

Run = Callable[[Sequence[Cell], Plan | None], Execution]
Scores = Mapping[str, float | None]


@dataclass(frozen=True)
class Walling:
    """Where an assignment's tests run: behind the wall by `plan`, or with the student's code.

    reason       why none of them runs behind the wall, with what to do about it; else ""
    moved        the tests that run with the student's code, each with why and what to do
    twice        the tests that need a second verdict (see `second_opinion`), each with why
    one_process  the reference's points, test by test, in one process
    behind_wall  the same behind the wall; nothing for tests that were moved
    notes        what a person should know about the reference
    lean         whether the plan is a lean one
    kinds        the kinds of values in the reference's answers, as the plan has them
    """

    plan: Plan | None
    reason: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)
    twice: Mapping[str, str] = field(default_factory=dict)
    one_process: Scores = field(default_factory=dict)
    behind_wall: Scores = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    lean: bool = True
    kinds: Sequence[Mapping[str, Sequence[str]] | None] = ()

    @property
    def total(self) -> int:
        """How many tests there are, as far as the proof knows."""
        return len(self.one_process)

    def place(self, level: Level | None = None) -> str:
        """Where the tests ran, in words; at level none nothing is out of reach."""
        if self.plan is None:
            return "the student's process"
        if level is Level.NONE:
            return "a process of their own, within reach of student code"
        return "a process of their own"

    def as_dict(self, level: Level | None = None) -> dict[str, Any]:
        """Plain data for the record of a result at that level of isolation."""
        return {
            "tests_run_in": self.place(level),
            "reason": self.reason or None,
            "moved": dict(self.moved),
            "second_opinion": dict(self.twice),
        }


ASKED_FOR = Walling(None, "asked for by --no-wall")
COMPATIBLE = Walling(None, "nbgrader runs them there, and --compat does the same")
_SEE = "see docs/security.md for what a test may use"


def role(cell: Any) -> Role:
    """What a code cell of an nbgrader notebook is; one without a mark is the instructor's."""
    if utils.is_solution(cell):
        return Role.ANSWER
    return Role.TEST if utils.is_grade(cell) else Role.LOCKED


def name(cell: Any) -> str:
    """A cell's id, "" without one."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def source_cells(code: Sequence[Any]) -> list[SourceCell]:
    """The code cells of a notebook as a plan reads them."""
    return [SourceCell(name(cell), role(cell), str(cell.source)) for cell in code]


def plan_of(code: Sequence[Any], lean: bool = True) -> Plan:
    """The plan for a notebook, from the code cells of the instructor's own."""
    return Plan(source_cells(code), lean)


def cell_to_run(cell: Any) -> Cell:
    """A code cell as the engine takes it: tests have names, what may break off a checkpoint."""
    may_break = bool(utils.is_grade(cell) or not utils.is_locked(cell))
    test = name(cell) if role(cell) is Role.TEST else ""
    return Cell(str(cell.source), may_break, name=test)


def in_one_process(code: Sequence[Any], run: Run, why: Walling) -> Walling:
    """The reference's marks where no wall is wanted; `why` says why not."""
    one = scored(code, run([cell_to_run(cell) for cell in code], None))
    notes = tuple(f"'{test}': {loss}" for test, loss in _losses(one).items())
    return Walling(None, why.reason, one_process=_scores(one), notes=notes)


def prove(
    code: Sequence[Any],
    run: Run,
    untouched: Sequence[Any] = (),
    second_opinion: bool | None = None,
) -> Walling:
    """Compare the reference's marks on both sides of the wall, cell by cell.

    `code` are the code cells of the prepared reference, `untouched` the same cells with the stubs
    that students get instead of answers; their outputs are left as they were. A `second_opinion`
    is asked for no test, for all, or (None) for those that may test nothing behind the wall.
    """
    cells = [cell_to_run(cell) for cell in code]
    lean_plan = plan_of(code)
    if not lean_plan.places:
        return in_one_process(code, run, Walling(lean_plan))
    first, second = _both(cells, lean_plan, run)
    one, best = scored(code, first), second
    lean, odd = True, _odd(one, scored(code, second))
    if odd:
        more = run(cells, plan_of(code, lean=False))
        other = _odd(one, scored(code, more))
        if len(other) < len(odd):
            lean, odd, best = False, other, more
    moved = {test: _why_moved(verdict, one[test]) for test, verdict in odd.items()}
    moved |= {test: loss for test, loss in _losses(one).items() if not _points(one[test])}
    while odd and len(moved) < len(one):  # what moves may be what another test needed
        best = run(cells, plan_of(code, lean).without(moved))
        odd = {t: v for t, v in _odd(one, scored(code, best)).items() if t not in moved}
        moved |= {test: _why_moved(verdict, one[test]) for test, verdict in odd.items()}
    plan = plan_of(code, lean).without(moved).expecting(best.answers)
    behind = {t: v for t, v in scored(code, best).items() if t not in moved}
    notes = [f"'{test}': {loss}" for test, loss in _losses(one).items() if test not in moved]
    asked = {
        name(cell): ", ".join(found)
        for cell in code
        if role(cell) is Role.TEST and name(cell) in behind
        and (found := [*asks_of_process(cell.source), *behind[name(cell)].asked])
    }  # fmt: skip
    if untouched and plan.places:
        pair = _both([cell_to_run(cell) for cell in untouched], plan, run)
        there, here = (scored(untouched, execution) for execution in pair)
        for test in behind:
            if _points(here[test]) > _points(there[test]):
                why = f"the untouched exercise gets {here[test].points} behind the wall"
                if second_opinion is False:
                    moved[test] = f"{why}, {there[test].points} in one process; {_SEE}"
                else:
                    asked[test] = why
            elif _points(here[test]) < _points(there[test]):
                notes.append(
                    f"'{test}': the untouched exercise gets {there[test].points} in one process, "
                    f"{here[test].points} behind the wall; mend the test"
                )
    wanted = {} if second_opinion is False else asked
    if second_opinion:
        wanted = dict.fromkeys(behind, "asked for in grading.toml") | asked
    plan = plan.without(moved)
    return Walling(
        plan if plan.places else None,
        "" if plan.places else next(f"'{test}': {why}" for test, why in moved.items()),
        moved,
        {test: why for test, why in wanted.items() if test not in moved},
        _scores(one),
        _scores({test: verdict for test, verdict in behind.items() if test not in moved}),
        tuple(notes),
        lean,
        plan.expected,
    )


def _both(cells: Sequence[Cell], plan: Plan, run: Run) -> tuple[Execution, Execution]:
    """A notebook in one process and behind the wall, at the same time."""
    with ThreadPoolExecutor(2) as pool:
        one, walled = pool.submit(run, cells, None), pool.submit(run, cells, plan)
        return one.result(), walled.result()


def _odd(one: Mapping[str, Scored], walled: Mapping[str, Scored]) -> dict[str, Scored]:
    """The tests that give other points behind the wall, as they went there."""
    return {test: walled[test] for test in one if walled[test].score != one[test].score}


def _why_moved(walled: Scored, one: Scored) -> str:
    why = f" ({walled.why})" if walled.why else ""
    return (
        f"the reference gets {walled.points} behind the wall{why}, {one.points} in one process; "
        f"{walled.remedy or _SEE}"
    )


def _losses(one: Mapping[str, Scored]) -> dict[str, str]:
    """The tests in which the reference gets less than all even where nothing is in its way."""
    return {
        test: f"the reference gets {verdict.points}"
        + (f" ({verdict.why}); " if verdict.why else "; ")
        + (verdict.remedy or "mend the reference or the test, unless it is meant")
        for test, verdict in one.items()
        if _points(verdict) < verdict.max_score
    }


def _points(verdict: Scored) -> float:
    return verdict.score or 0.0


def _scores(found: Mapping[str, Scored]) -> dict[str, float | None]:
    return {test: verdict.score for test, verdict in found.items()}
