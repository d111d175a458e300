"""The seed of a course's hidden checks: a file beside nbgrader_config.py, or LABS_SEED.

It is checked before anything is graded. With another seed than before, right answers and wrong
ones get other marks, and nobody would see why.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from autograder.checks.course import LONGEST_SEED, SEED_VARIABLE, is_seed
from autograder.errors import CourseError
from autograder.grading.courses.configuration import FILE

SEED_FILE = "hidden_seed"
_LARGEST_FILE = 1000  # bytes
_MOST = 10**9


@dataclass(frozen=True)
class Seed:
    """A course's seed, and whether it was made just now."""

    value: str
    made: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """What a process with tests is told."""
        return {SEED_VARIABLE: self.value}


def read_seed(folder: Path, marks_given: bool = False) -> Seed | None:
    """The seed of the course in `folder`; None where it has none yet.

    `marks_given` says that marks were given with a seed of a file. Raises `CourseError` for a file
    that is missing where the course has one, that cannot be read, or that holds no seed; for a
    variable that is none; and where the two disagree.
    """
    path = folder / SEED_FILE
    variable = os.environ.get(SEED_VARIABLE)
    if path.exists() or path.is_symlink():
        value = _read(path)
        if variable is not None and variable.strip() != value:
            raise CourseError(
                f"{SEED_VARIABLE} and {path} give different seeds",
                f"unset {SEED_VARIABLE}, or write into the file the seed that gave the marks",
            )
        return Seed(value)
    if _is_named(folder):
        raise CourseError(f"{path} is missing", _restore(path))
    if marks_given and variable is None:
        raise CourseError(
            f"{path} is missing, and {SEED_VARIABLE} is not set: marks were given with a seed",
            _restore(path),
        )
    if variable is None:
        return None
    if not is_seed(variable):
        raise CourseError(
            f"{SEED_VARIABLE} is no seed ({_fault(variable)})",
            "set it to the seed that gave the marks, a whole number of 0 or more",
        )
    return Seed(variable.strip())


def course_seed_of(folder: Path, marks_given: bool = False, write: bool = True) -> Seed:
    """The seed of the course in `folder`, made and (if `write`) kept where it has none.

    Raises `CourseError` as `read_seed`, and where the file cannot be written.
    """
    found = read_seed(folder, marks_given)
    if found is not None:
        return found
    if not write:
        return Seed(_draw(), made=True)
    path = folder / SEED_FILE
    try:
        write_seed(path)
    except OSError as error:
        raise CourseError(
            f"{path} cannot be written ({error.strerror})", "check the folder's owner and its space"
        ) from error
    return Seed(_read(path), made=True)


def write_seed(path: Path) -> None:
    """Draw a seed and write it for nobody but this account, whole or not at all.

    One that is there stays. Raises `OSError`.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(f"{_draw()}\n")
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)  # never over another's
    finally:
        part.unlink(missing_ok=True)


def _draw() -> str:
    return str(secrets.randbelow(_MOST))


def _read(path: Path) -> str:
    if not path.is_file():
        raise CourseError(f"{path} is not a file", _restore(path))
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise CourseError(
            f"{path} cannot be read ({error.strerror})", "let the account that grades read it"
        ) from error
    text = content.decode("utf-8", "replace")
    if len(content) > _LARGEST_FILE or not is_seed(text):
        raise CourseError(f"{path} holds no seed ({_fault(text)})", _restore(path))
    return text.strip()


def _fault(text: str) -> str:
    """What is wrong with a seed; its digits are nobody's business."""
    text = text.strip()
    if not text:
        return "it is empty"
    if text.isascii() and text.isdecimal():
        return f"it has {len(text)} digits or more, {LONGEST_SEED} at most are allowed"
    return "it is not a whole number of 0 or more"


def _restore(path: Path) -> str:
    return f"restore {path.name} from the backup of the course, beside its gradebook"


def _is_named(folder: Path) -> bool:
    """Whether the course's configuration takes its seed from the file."""
    try:
        text = (folder / f"{FILE}.py").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return SEED_FILE in text
