"""Asks for what a notebook holds; the notebook itself never comes into the grader's process."""

from __future__ import annotations

import json
import os
import select
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.errors import SubmissionError
from autograder.reading import limited

LARGEST_NOTEBOOK = 20 * 1024 * 1024
"""Bytes of a notebook; one with its pictures has a tenth of that."""
ASK = "ask the student to submit it again"
_LARGEST_ANSWER = 3 * LARGEST_NOTEBOOK  # text is escaped
_SECONDS = limited.CPU_SECONDS + 60.0  # by the clock, on a busy machine


@dataclass(frozen=True)
class HandedInCell:
    """A cell as the student handed it in; nothing but `source` and its place is believed.

    kind       code, markdown or raw
    name       the grade id that it carries, or None
    role       its nbgrader metadata as far as it is in form; `problem` says what is not
    skipped    whether it carries the tag `skip-execution`
    pictures   attached pictures, as nbformat has them
    """

    kind: str
    source: str
    name: str | None
    role: Mapping[str, Any]
    problem: str
    skipped: bool
    pictures: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class HandedIn:
    """A notebook as it was handed in.

    `language` is what it says of itself, or None; `minor` the second number of its format.
    """

    cells: Sequence[HandedInCell]
    language: str | None
    minor: int


class NotebookReader:
    """Reads notebooks of students, each in a process of its own; may be used from threads.

    A context manager; the process from which the others are forked starts with the first notebook.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> NotebookReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._control is not None and self._process is not None:
            self._control.close()
            self._process.wait()
        self._control = self._process = None

    def read(self, path: Path) -> HandedIn:
        """What a submitted notebook holds.

        Raises `SubmissionError` for a file that is no notebook, or too large to be one.
        """
        file = _open(path)
        try:
            answer = self._ask(file)
        finally:
            os.close(file)
        if answer is None:
            raise SubmissionError(f"{path.name} cannot be read within the limits", ASK)
        if "problem" in answer:
            raise SubmissionError(f"{path.name} {answer['problem']}", ASK)
        cells = [HandedInCell(**cell) for cell in answer["cells"]]
        return HandedIn(cells, answer["language"], answer["minor"])

    def _ask(self, file: int) -> dict[str, Any] | None:
        ours, theirs = os.pipe2(os.O_CLOEXEC)
        try:
            with self._lock:
                try:
                    socket.send_fds(self._started(), [b"?"], [file, theirs])
                except OSError:  # it was ended from outside
                    self._end()
                    socket.send_fds(self._started(), [b"?"], [file, theirs])
        finally:
            os.close(theirs)
        with open(ours, "rb", buffering=0) as stream:
            data = _receive(stream.fileno())
        return json.loads(data) if data else None

    def _started(self) -> socket.socket:
        if self._control is None:
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-S", limited.__file__, str(theirs.fileno())],
                    env={},
                    cwd="/",
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
        return self._control


def _receive(descriptor: int) -> bytes | None:
    """All that comes, or None if it is too much or takes too long."""
    deadline = time.monotonic() + _SECONDS
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            return None
        part = os.read(descriptor, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > _LARGEST_ANSWER:
            return None


def _open(path: Path) -> int:
    """A descriptor of a plain file that is not too large; links are not followed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SubmissionError(f"{path.name} cannot be read ({error.strerror})", ASK) from error
    status = os.fstat(descriptor)
    problem = ""
    if not stat.S_ISREG(status.st_mode):
        problem = f"{path.name} is not a plain file"
    elif status.st_size > LARGEST_NOTEBOOK:
        problem = f"{path.name} is larger than {LARGEST_NOTEBOOK >> 20} MB"
    if problem:
        os.close(descriptor)
        remedy = "clear its outputs, and submit it again" if "larger" in problem else ASK
        raise SubmissionError(problem, remedy)
    return descriptor
