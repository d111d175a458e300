"""The result of an audit, for the table on the screen, for `--json` and for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
    code       the lines that show it, as a diff against the reference; "" where none do
    """

    task: str
    attempt: str
    place: str
    expected: str
    got: str
    remedy: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants of the reference the checks of a task catch.

    Those that the author lists as equivalent are not among the `made`.
    """

    task: str
    made: int
    caught: int
    equivalent: int

    @property
    def share(self) -> float:
        """The share that is caught; 1 where there are none."""
        return self.caught / self.made if self.made else 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for one task; points are written as `3 of 4 points`.

    seeds      with how many seeds the reference ran
    right      the points of each right attempt
    wrong      those of each wrong one, and what its student reads: the id of a message, or a state
    mutants    how many mutants were caught
    messages   those that only an automatic answer to this task gets
    """

    seeds: int
    reference: str
    right: Mapping[str, str]
    wrong: Mapping[str, str]
    mutants: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The answer to one question of the audit.

    number     how many were tried
    expected   what must come out, in words
    got        what came out, in words
    notices    what does not fail the lab, but should be looked at
    judged     whether it can be asked for here; if not, it is only reported
    id, what   the question's name for programs, and in words; it fills them in itself
    """

    number: int
    expected: str
    got: str
    surprises: tuple[Surprise, ...] = ()
    left_out: bool = False
    notices: tuple[Surprise, ...] = ()
    judged: bool = True
    id: str = ""
    what: str = ""

    @property
    def state(self) -> Literal["good", "failed", "left out", "not judged"]:
        """How the question was answered."""
        if self.left_out:
            return "left out"
        if not self.judged:
            return "not judged"
        return "failed" if self.surprises else "good"


@dataclass(frozen=True, slots=True)
class LabReport:
    """All answers for one lab.

    `notes` is what an author may want to know besides, `scores` is how many mutants each task's
    checks catch, `results` what `audit.lock` holds of each task that was varied.
    """

    lab: str
    seed: int
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    seconds: float
    scores: tuple[Score, ...] = ()
    results: Mapping[str, Result] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether nothing is a surprise."""
        return not self.surprises

    @property
    def surprises(self) -> tuple[Surprise, ...]:
        """The surprises of all rows, in their order."""
        return tuple(surprise for row in self.rows for surprise in row.surprises)

    @property
    def notices(self) -> tuple[Surprise, ...]:
        """What does not fail the lab, but should be looked at."""
        return tuple(notice for row in self.rows for notice in row.notices)

    def as_dict(self) -> dict[str, Any]:
        """Plain data in the form that docs/audit.md describes."""
        return {
            "lab": self.lab,
            "passed": self.passed,
            "problem": None,
            "seed": self.seed,
            "seconds": round(self.seconds, 2),
            "notes": list(self.notes),
            "mutants": [{**asdict(score), "share": round(score.share, 4)} for score in self.scores],
            "varied": list(self.results),
            "rows": [
                {
                    "id": row.id,
                    "what": row.what,
                    "number": row.number,
                    "expected": row.expected,
                    "got": row.got,
                    "state": row.state,
                    "surprises": [asdict(surprise) for surprise in row.surprises],
                    "notices": [asdict(notice) for notice in row.notices],
                }
                for row in self.rows
            ],
        }
