"""What can go wrong, said so that a person knows what to do.

LabsError                     every error of this package; the command line prints it as a line
├── CourseError               the course folder, its configuration or its gradebook
├── SubmissionError           one submission; the others are graded
├── SettingsError             a value in grading.toml or on the command line
└── EngineError               the machinery that runs student code
    ├── IsolationUnavailable  no sandbox of the wanted level on this machine
    └── WorkerFailed          a worker that could not be started or trusted
"""

from __future__ import annotations

from autograder.harmless.text import printable


class LabsError(Exception):
    """A failure with its remedy; `str()` gives one line with both."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """One line that a terminal can show: parts of it may be a student's words."""
        said = f"{self.problem}; {self.remedy}" if self.remedy else self.problem
        return printable(said, longest=None)


class CourseError(LabsError):
    """The course folder, its configuration or its gradebook cannot be used."""


class SubmissionError(LabsError):
    """One submission cannot be graded."""


class SettingsError(LabsError):
    """A setting has a value that cannot be used."""


class EngineError(LabsError):
    """The machinery that runs student code failed."""


class IsolationUnavailable(EngineError):
    """The machine cannot contain student code at the wanted level."""


class WorkerFailed(EngineError):
    """A worker could not be started, or failed one of its self-tests."""
