"""A second verdict on tests that may test nothing behind the wall.

The notebook runs once more, tests and answers in one process as nbgrader has it, and all that this
run prints and writes is thrown away. A point needs both verdicts: what cheats there fails behind
the wall, and a test that tests nothing there fails here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.cells import grade_id
from autograder.engine.between.execution import Execution, error_output
from autograder.grading.marking.marks import Mark
from autograder.grading.marking.scored import Scored, scored
from autograder.grading.nbgrader_api import nbformat


def settle(
    marks: Sequence[Mark], code: Sequence[Any], second: Execution, twice: Collection[str]
) -> list[Mark]:
    """The marks, those of the tests in `twice` no higher than in the second run.

    `code` are the code cells that ran. One whose mark is lowered says so in its outputs, in our
    words: the second run's are the student's.
    """
    said = scored(code, second)
    settled = [_lower(mark, said) if mark.cell in twice else mark for mark in marks]
    lowered = {new.cell for old, new in zip(marks, settled, strict=True) if new != old}
    for cell in code:
        if grade_id(cell) in lowered:
            words = "the test does not pass where it runs together with the answers"
            cell.outputs.append(nbformat.from_dict(error_output("SecondOpinion", words)))
    return settled


def _lower(mark: Mark, said: Mapping[str, Scored]) -> Mark:
    """A mark that needs a verdict which nobody gave is no mark."""
    other = said.get(mark.cell)
    points = other.score if other is not None else 0.0
    if mark.score is None:
        return replace(mark, review=True)
    if points is None:  # the second run asks for a person
        return replace(mark, score=0.0, review=True)
    if points >= mark.score:
        return mark
    note = (
        f"'{mark.cell}' gets {points:g} of {mark.max_score:g}: behind the wall it would get "
        f"{mark.score:g}, together with the answers it gets no more"
    )
    return replace(mark, score=points, note=note)
