"""The files of a submission, within the limits of the course."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.grading.courses.course import Course, Submission
from autograder.grading.nbgrader_api import utils
from autograder.sandbox.limits import MEGABYTE

_FEWER = "remove what is not needed, or raise disk_mb and files in grading.toml"
_NOTEBOOKS = 100  # which do not count
_DEEPEST = 32


def notebooks(submission: Submission) -> dict[str, Path]:
    """The notebooks in a submission's folder, by name."""
    return {path.stem: path for path in sorted(submission.folder.glob("*.ipynb"))}


def support_files(course: Course, folder: Path) -> dict[str, Path]:
    """The files beside the notebooks, by relative path, without those that nbgrader ignores."""
    if not folder.is_dir():
        return {}
    ignored = [*course.directory.ignore, "*.ipynb"]
    found = {}
    for name in utils.find_all_files(str(folder), ignored):
        path = Path(name)
        found[path.relative_to(folder).as_posix()] = path
    return found


def student_files(course: Course, submission: Submission) -> dict[str, Path]:
    """The files beside a submission's notebooks, as `support_files`, within the course's limits.

    Raises `SubmissionError` for more files or bytes than the student's code may itself write, and
    for folders inside each other without end: they are copied, and would fill the machine.
    """
    limits, ignored = course.limits, [*course.directory.ignore, "*.ipynb"]
    found: dict[str, Path] = {}
    size = seen = 0
    waiting = [(submission.folder, 0)]
    while waiting:
        folder, depth = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                seen += 1
                path = folder / entry.name
                if seen > limits.files + _NOTEBOOKS:
                    raise SubmissionError(f"it holds more than {limits.files:,} files", _FEWER)
                if utils.is_ignored(str(path), ignored):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth == _DEEPEST:
                        raise SubmissionError("its folders are nested too deeply", _FEWER)
                    waiting.append((path, depth + 1))
                    continue
                size += entry.stat(follow_symlinks=False).st_size
                if size > limits.disk_mb * MEGABYTE:
                    raise SubmissionError(
                        f"its files are larger than {limits.disk_mb:,} MB together", _FEWER
                    )
                found[path.relative_to(submission.folder).as_posix()] = path
    return found
