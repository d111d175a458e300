"""What a check said of an answer: its state and its message, read from the cell's outputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.cells import grade_id
from autograder.checks.card import State
from autograder.grading.nbgrader_api import utils
from autograder.harmless.text import printable

Output = Mapping[str, Any]
_LONGEST = 2000  # letters that are looked at; an author's message is shorter


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check cell.

    state     how it ended; a check that ended with an error never passed, whatever its card says
    message   the card's sentence, or "" without a card
    error     the name of the error that it ended with, or ""
    details   what that error said
    """

    state: State
    message: str = ""
    error: str = ""
    details: str = ""

    @property
    def line(self) -> str:
        """The reason in one line: the card's sentence, else the error; "" where it passed."""
        if self.state is State.PASSED:
            return ""
        first = next(iter(self.details.strip().splitlines()), "")
        return printable(self.message or f"{self.error}: {first}".strip(": ") or self.state)


def verdict(outputs: Iterable[Output]) -> Verdict | None:
    """What the outputs of a check say last; None where they hold neither a card nor an error."""
    facts: Mapping[str, Any] = {}
    error: Output = {}
    for output in outputs:
        found = (output.get("metadata") or {}).get("labs")
        if output["output_type"] == "error":
            error = output
        elif isinstance(found, Mapping) and found:
            facts = found
    if not facts and not error:
        return None
    name = str(error.get("ename", ""))[:_LONGEST] or ("an error" if error else "")
    state = facts.get("state")
    if state not in list(State) or (error and state == State.PASSED):
        state = State.NOT_YET if name in ("", "AssertionError") else State.RAISED
    message, details = str(facts.get("message") or ""), str(error.get("evalue", ""))
    return Verdict(State(state), message[:_LONGEST], name, details[:_LONGEST])


def verdicts(notebook: Any) -> dict[str, Verdict]:
    """The verdicts of a graded notebook by grade id; cells that say nothing are left out."""
    found = {
        grade_id(cell): verdict(cell.get("outputs", ()))
        for cell in notebook.cells
        if cell.cell_type == "code" and utils.is_grade(cell)
    }
    return {name: said for name, said in found.items() if said is not None}
