"""What is wrong with a lab: each problem names its file, its line and the remedy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import LabsError
from autograder.harmless.text import printable


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of an author; `line` counts from 1, 0 means the whole file."""

    path: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        shown = os.path.relpath(self.path)
        shown = str(self.path) if shown.startswith("..") else shown
        place = f"{shown}:{self.line}" if self.line else shown
        return f"{place}: {self.what}; {self.remedy}"


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The text of an author's file; None, and a problem more, when it cannot be read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        problems.append(Problem(path, 0, "this file is missing", "write it: docs/lab-format.md"))
    except UnicodeDecodeError as error:
        what = f"this file is not UTF-8 (byte {error.start})"
        problems.append(Problem(path, 0, what, "save it as UTF-8"))
    except OSError as error:
        what = f"this file cannot be read ({error.strerror})"
        problems.append(Problem(path, 0, what, "make it a file that you may read"))
    return None


class AuthoringError(LabsError):
    """A lab that cannot be used; `problems` holds every mistake that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """A line for each mistake."""
        return "\n".join(printable(str(problem), longest=None) for problem in self.problems)
