"""The result of an audit, for the table on the screen, for `--json` and for other programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Surprise:
    """One thing that is not as the lab says.

    task       the task, or "" when it concerns the whole lab
    attempt    what was tried: the name of an attempt, "reference" or "untouched"
    place      where the author wrote it: file and line, relative to the clone
    expected   what should have come out; points and message
    got        what came out
    remedy     what to do
    """

    task: str
    attempt: str
    place: str
    expected: str
    got: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the audit and its answer.

    id         a short name that stays the same, for programs
    what       what was tried, in words
    number     how many of it
    expected   what must come out, in words
    got        what came out, in words
    """

    id: str
    what: str
    number: int
    expected: str
    got: str
    surprises: tuple[Surprise, ...] = ()
    left_out: bool = False

    @property
    def state(self) -> Literal["good", "failed", "left out"]:
        """How the question was answered."""
        if self.left_out:
            return "left out"
        return "failed" if self.surprises else "good"


@dataclass(frozen=True, slots=True)
class LabReport:
    """All answers for one lab; `notes` is what an author may want to know besides."""

    lab: str
    seed: int
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether nothing is a surprise."""
        return not self.surprises

    @property
    def surprises(self) -> tuple[Surprise, ...]:
        """The surprises of all rows, in their order."""
        return tuple(surprise for row in self.rows for surprise in row.surprises)

    def as_dict(self) -> dict[str, Any]:
        """Plain data in the form that docs/audit.md describes."""
        return {
            "lab": self.lab,
            "passed": self.passed,
            "problem": None,
            "seed": self.seed,
            "seconds": round(self.seconds, 2),
            "notes": list(self.notes),
            "rows": [
                {
                    "id": row.id,
                    "what": row.what,
                    "number": row.number,
                    "expected": row.expected,
                    "got": row.got,
                    "state": row.state,
                    "surprises": [asdict(surprise) for surprise in row.surprises],
                }
                for row in self.rows
            ],
        }
