"""Reading what a student handed in, believing none of it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from autograder.errors import SubmissionError
from autograder.grading.course import Course, Submission
from autograder.grading.handed_in import refuse_links, refuse_name
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.sandbox.limits import MEGABYTE

__all__ = [
    "notebooks",
    "read_notebook",
    "refuse_links",
    "refuse_name",
    "student_files",
    "support_files",
]

LARGEST_NOTEBOOK = 512 * 1024 * 1024
ASK = "ask the student to submit it again"
_FEWER = "remove what is not needed, or raise disk_mb and files in grading.toml"
_NOTEBOOKS = 100  # which do not count
_DEEPEST = 32


def read_notebook(path: Path) -> Any:
    """A submitted notebook in nbformat 4, without its outputs.

    Raises `SubmissionError` for a file that is no notebook.
    """
    data = _read(path)
    try:
        content = json.loads(data)
    except UnicodeDecodeError as error:
        raise SubmissionError(f"{path.name} is not UTF-8 text", ASK) from error
    except (ValueError, RecursionError) as error:
        raise SubmissionError(f"{path.name} is not valid JSON ({error})", ASK) from error
    if not isinstance(content, dict) or not isinstance(content.get("nbformat"), int):
        raise SubmissionError(f"{path.name} is not a notebook", ASK)
    if content["nbformat"] == 4:
        _drop_outputs(content)
    try:
        notebook = nbformat.reads(json.dumps(content), as_version=4)
        for cell in notebook.cells:
            if not isinstance(cell.source, str) or not isinstance(cell.metadata, dict):
                raise TypeError("a cell without source or metadata")
            role = cell.metadata.get("nbgrader", {})
            if not isinstance(role, dict) or not isinstance(role.get("grade_id", ""), str):
                raise TypeError("nbgrader metadata of a wrong form")
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise SubmissionError(f"{path.name} holds characters that are no text", ASK) from error
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SubmissionError(f"{path.name} is not a notebook ({reason})", ASK) from error
    return notebook


def _read(path: Path) -> bytes:
    """The bytes of a plain file; links are not followed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise SubmissionError(f"{path.name} cannot be read ({error.strerror})", ASK) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise SubmissionError(f"{path.name} is not a plain file", ASK)
    with open(descriptor, "rb") as stream:
        if status.st_size > LARGEST_NOTEBOOK:
            size = LARGEST_NOTEBOOK >> 20
            raise SubmissionError(f"{path.name} is larger than {size} MB", "clear its outputs")
        return stream.read()


def _drop_outputs(content: dict[str, Any]) -> None:
    """Remove saved outputs before anything looks at them; they are cleared anyway."""
    cells = content.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["outputs"] = []


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
