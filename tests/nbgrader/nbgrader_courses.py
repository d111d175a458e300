"""Courses for the tests against nbgrader: made, graded by both programs, and read back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.grading.nbgrader_api import Gradebook, nbformat

MakeCourse = Callable[..., "Course"]
COMMANDS = Path(__file__).with_name("nbgrader_commands.py")
SECONDS = 300


@dataclass(frozen=True)
class Outcome:
    """How one nbgrader command ended."""

    status: int
    log: str


@dataclass(frozen=True)
class Graded:
    """How one `labs grade` ended: exit status, the two streams, and what --json says."""

    status: int
    text: str
    errors: str
    submissions: Mapping[tuple[str, str], dict[str, Any]]

    def notes(self, assignment: str, student: str) -> list[str]:
        """Everything that was reported about a submission."""
        entry = self.submissions[assignment, student]
        return [*entry["notes"], *(note for nb in entry["notebooks"] for note in nb["notes"])]

    @property
    def failed(self) -> set[tuple[str, str]]:
        """The submissions that were not graded."""
        return {key for key, entry in self.submissions.items() if entry["status"] == "failed"}


@dataclass(frozen=True)
class Course:
    """A course folder under construction."""

    root: Path
    config: list[str] = field(default_factory=list)
    database: str | None = None

    @property
    def url(self) -> str:
        """The address of its gradebook: a file in the folder if it names no other database."""
        return self.database or f"sqlite:///{self.root / 'gradebook.db'}"

    def configure(self, *lines: str) -> Course:
        """Add lines to nbgrader_config.py."""
        self.config.extend(lines)
        text = "\n".join(["c = get_config()", *self.config])
        (self.root / "nbgrader_config.py").write_text(text + "\n", encoding="utf-8")
        return self

    def source(self, assignment: str, notebooks: Mapping[str, Any], **files: str) -> None:
        """The instructor's notebooks of an assignment, and files beside them."""
        _fill(self.root / "source" / assignment, notebooks, files)

    def submit(
        self, student: str, assignment: str, notebooks: Mapping[str, Any], **files: str
    ) -> Path:
        """A student's submission; a notebook may be a path, a node, text or bytes."""
        folder = self.root / "submitted" / student / assignment
        _fill(folder, notebooks, files)
        return folder

    def released(self, assignment: str, notebook: str = "p1") -> Any:
        """A notebook as the students received it."""
        return nbformat.read(self.root / f"release/{assignment}/{notebook}.ipynb", as_version=4)

    def copy(self, name: str) -> Course:
        """The same course in another folder."""
        shutil.copytree(self.root, self.root.with_name(name), symlinks=True)
        return Course(self.root.with_name(name), list(self.config))

    def generate(self, *assignments: str) -> None:
        """`nbgrader generate_assignment` for each."""
        for outcome in nbgrader(self, *(["generate_assignment", name] for name in assignments)):
            assert outcome.status == 0, outcome.log

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The gradebook through nbgrader's API, closed at the end."""
        with Gradebook(self.url) as gradebook:
            yield gradebook


def _fill(folder: Path, notebooks: Mapping[str, Any], files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in notebooks.items():
        target = folder / f"{name}.ipynb"
        if isinstance(content, Path):
            shutil.copyfile(content, target)
        elif isinstance(content, bytes):
            target.write_bytes(content)
        else:
            text = content if isinstance(content, str) else nbformat.writes(content)
            target.write_text(text, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_txt", ".txt")).write_text(text, encoding="utf-8")


def environment() -> dict[str, str]:
    """For both programs: no configuration of this account, and the installed scripts on PATH.

    Python's own caches beside imported files are not what the two are compared for.
    """
    return {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "JUPYTER_CONFIG_DIR": os.path.join(tempfile.gettempdir(), "no-jupyter-configuration"),
    }


@dataclass
class Nbgrader:
    """A process that runs nbgrader commands; kept for the next ones, since it starts slowly."""

    process: subprocess.Popen[str] = field(
        default_factory=lambda: subprocess.Popen(
            [sys.executable, str(COMMANDS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=environment(),
        )
    )  # fmt: skip

    def send(self, course: Course, commands: Sequence[Sequence[str]]) -> None:
        """Start commands, one after the other, in a course folder."""
        assert self.process.stdin is not None
        request = {"course": str(course.root), "commands": [list(command) for command in commands]}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def receive(self) -> list[Outcome]:
        """Wait for the commands; the outcome of each."""
        assert self.process.stdout is not None
        answer = json.loads(self.process.stdout.readline())
        _IDLE.append(self)
        return [Outcome(int(entry["status"]), entry["log"]) for entry in answer]

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


_IDLE: list[Nbgrader] = []


def start_nbgrader(course: Course, *commands: Sequence[str]) -> Nbgrader:
    """Start nbgrader commands in the background."""
    process = _IDLE.pop() if _IDLE else Nbgrader()
    process.send(course, commands)
    return process


def nbgrader(course: Course, *commands: Sequence[str]) -> list[Outcome]:
    """Run nbgrader commands one after the other; the outcome of each."""
    return start_nbgrader(course, *commands).receive()


def close_idle() -> None:
    """End the processes that nobody needs any more."""
    while _IDLE:
        _IDLE.pop().close()


def start_labs(course: Course, *arguments: str, command: str = "grade") -> subprocess.Popen[str]:
    """Start `labs grade`, or another command, in the background, in a process group of its own.

    It listens to interrupts, even where the tests run in a shell's background job, which does not.
    """
    return subprocess.Popen(
        ["env", "--default-signal=INT", sys.executable, "-m", "autograder.cli.app", command,
         "--course", str(course.root), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**environment(), "COLUMNS": "200"},
    )  # fmt: skip


def labs(course: Course, *arguments: str) -> Graded:
    """Run `labs grade` and read its results."""
    report = course.root.with_name(f"{course.root.name}.json")
    report.unlink(missing_ok=True)
    process = start_labs(course, *arguments, "--json", str(report))
    try:
        text, errors = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert "Traceback" not in errors, errors
    found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    entries = {(e["assignment"], e["student"]): e for e in found.get("submissions", [])}
    return Graded(process.returncode, text, errors, entries)
