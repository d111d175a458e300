"""Writing `autograded/` so that it is whole or not there, whatever happens meanwhile.

A submission's folder is made under `autograded/.labs/`, then moved into place after the gradebook
has been written. What a killed run leaves there is removed by the next one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.courses.course import Course, Submission
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.grading.records.showing import make_harmless

_FOLDER = ".labs"


def write_beside(folder: Path, name: str, content: bytes) -> None:
    """Write a file that a notebook made, unless a folder or a file is in its way."""
    target = folder / name
    above = target.parents[: len(Path(name).parts) - 1]
    if target.is_dir() or any(place.exists() and not place.is_dir() for place in above):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


class Staging:
    """The place beside `autograded/` where results are made; one run at a time."""

    def __init__(self, course: Course) -> None:
        self.course = course
        top = course.path("autograded", "*", "*")
        self.base = Path(str(top).split("*", 1)[0]) / _FOLDER

    @contextmanager
    def locked(self) -> Iterator[Staging]:
        """Hold the course for this run and remove what an earlier one left.

        Raises `CourseError` while another run holds it, or where nothing can be written.
        """
        try:
            self.base.mkdir(parents=True, exist_ok=True)
            lock = open(self.base / "lock", "a", encoding="ascii")  # noqa: SIM115
        except OSError as error:
            raise CourseError(
                f"{self.base.parent} cannot be written ({error.strerror})",
                "check its owner and the free space",
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CourseError(
                    "another `labs grade` is at work in this course", "wait until it has ended"
                ) from None
            self._clean()
            try:
                yield self
            finally:
                self._clean()

    def _clean(self) -> None:
        for left in self.base.iterdir():
            if left.is_dir():
                utils.rmtree(str(left))

    def stage(
        self,
        submission: Submission,
        notebooks: Mapping[str, Any],
        files: Mapping[str, Path],
        written: Mapping[str, bytes],
    ) -> Path:
        """Write a graded submission's folder, not yet in its place.

        `files` were there before the run. What the notebook wrote stands instead of those that it
        changed, and in the way of none.
        """
        folder = self.base / f"{submission.assignment}+{submission.student}"
        if folder.exists():
            utils.rmtree(str(folder))
        folder.mkdir()
        for name, path in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        for name, content in written.items():
            write_beside(folder, name, content)
        for name, notebook in notebooks.items():
            target = folder / f"{name}.ipynb"
            if target.exists():
                target.unlink()
            make_harmless(notebook)
            target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        self._set_permissions(folder)
        return folder

    def _set_permissions(self, folder: Path) -> None:
        """nbgrader's permissions: files read-only, or writable by the group where shared."""
        mode = int(str(self.course.autograde.permissions), 8)
        for path, _, names in os.walk(folder):
            for name in names:
                os.chmod(os.path.join(path, name), mode)
            if self.course.directory.groupshared:
                os.chmod(path, (os.stat(path).st_mode | 0o2770) & 0o2777)

    def retire(self, submission: Submission) -> None:
        """Take an earlier result away, before the gradebook changes."""
        place = self._place(submission)
        if place.exists():
            trash = self._trash(submission)
            if trash.exists():
                utils.rmtree(str(trash))
            place.rename(trash)

    def restore(self, submission: Submission) -> None:
        """Put back what was taken away: the gradebook did not change."""
        trash = self._trash(submission)
        if trash.exists():
            trash.rename(self._place(submission))

    def publish(self, submission: Submission, folder: Path) -> None:
        """Move a staged folder into its place."""
        place = self._place(submission)
        place.parent.mkdir(parents=True, exist_ok=True)
        if self.course.directory.groupshared:
            mode = place.parent.stat().st_mode
            place.parent.chmod((mode | 0o2770) & 0o2777)
        folder.rename(place)

    def _trash(self, submission: Submission) -> Path:
        return self.base / f"{submission.assignment}+{submission.student}+old"

    def _place(self, submission: Submission) -> Path:
        return self.course.path("autograded", submission.student, submission.assignment)
