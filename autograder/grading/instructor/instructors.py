"""Reading the instructor's own notebooks: source and release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.nbgrader_api import nbformat


def read_notebook(path: Path) -> Any:
    """A notebook of the instructor's in nbformat 4, its lines ended by line feeds alone.

    Raises `CourseError` for a file that is no notebook.
    """
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        for cell in notebook.cells:
            role = cell.metadata.get("nbgrader", {})
            if not isinstance(role, dict) or not isinstance(role.get("grade_id", ""), str):
                raise TypeError("nbgrader metadata of a wrong form")
            cell.source = plain_lines(cell.source)
    except OSError as error:
        raise CourseError(f"{path.name} cannot be read ({error.strerror})", _REMEDY) from error
    except Exception as error:  # of any kind: the file may hold anything
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CourseError(f"{path.name} is not a notebook ({reason})", _REMEDY) from error
    return notebook


_REMEDY = "put the instructor's notebook back"


def plain_lines(text: str) -> str:
    """Text with line feeds alone, as an editor on any system means it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
