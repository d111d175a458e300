"""nbgrader's configuration of a course; a mistake in it is one line that names its place."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.nbgrader_api import (
    AssignLatePenalties,
    Autograde,
    AutogradeApp,
    CourseDirectory,
    Execute,
)

FILE = "nbgrader_config"
STEPS = ("source", "submitted", "autograded")


@dataclass(frozen=True)
class Configuration:
    """What nbgrader reads from a course folder; `timeout` is that of a cell, in seconds."""

    app: Any
    directory: Any
    autograde: Any
    timeout: float | None


class _Collector(logging.Filter):
    """Takes what nbgrader logs, so that none of it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            self.messages.append(record.getMessage())
        return False


def read_configuration() -> Configuration:
    """The configuration of the course in the current folder, as nbgrader itself reads it.

    Everything in it that grading uses is tried here. Raises `CourseError` for what is wrong.
    """
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    app = AutogradeApp()
    app.log_level = logging.ERROR
    app.raise_config_file_errors = True  # nbgrader would go on without the file
    log = _Collector()
    with _mistakes(log):
        app.log.addFilter(log)
        try:
            app.initialize([])
        finally:
            app.log.removeFilter(log)
        app.log.setLevel(logging.CRITICAL)  # what a preprocessor refuses is reported as one line
        directory = CourseDirectory(parent=app)
        autograde = Autograde(coursedir=directory, parent=app)
        for step in STEPS:
            directory.format_path(getattr(directory, f"{step}_directory"), "*", "*")
        for wanted in (*autograde.sanitize_preprocessors, *autograde.autograde_preprocessors):
            instance(wanted, app)
        AssignLatePenalties(parent=app).init_plugin()
        found = Configuration(app, directory, autograde, Execute(parent=app).timeout)
    if not Path(directory.root).is_dir():
        raise CourseError(
            f"CourseDirectory.root is {directory.root}, which is no folder", "mend the setting"
        )
    return found


def instance(preprocessor: Any, app: Any) -> Any:
    """A preprocessor with the course's configuration; dotted names are imported."""
    if isinstance(preprocessor, str):
        from traitlets.utils.importstring import import_item

        preprocessor = import_item(preprocessor)
    return preprocessor(parent=app) if isinstance(preprocessor, type) else preprocessor


@contextmanager
def _mistakes(log: _Collector) -> Iterator[None]:
    """Turn whatever a configuration raises into a line."""
    try:
        yield
    except (Exception, SystemExit) as error:
        raise CourseError(
            f"the configuration of the course cannot be used ({_reason(error, log.messages)})",
            f"mend {FILE}.py; `jupyter --paths` lists where else there may be one",
        ) from error


def _reason(error: BaseException, logged: list[str]) -> str:
    """What went wrong, in one line, with the place in the configuration where it is known."""
    if isinstance(error, SystemExit):  # nbgrader has logged a setting of the wrong type
        return _line(logged[-1].split(": ", 1)[-1]) if logged else "it ends the program"
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}, line {error.lineno}: {error.msg}"
    told = f"{type(error).__name__}: {_line(str(error))}"
    places = [
        f"{frame.filename}, line {frame.lineno}: "
        for frame in traceback.extract_tb(sys.exc_info()[2])
        if Path(frame.filename).stem == FILE
    ]
    return (places[-1] if places else "") + told


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
