"""An nbgrader course folder: its configuration, as nbgrader itself reads it, and its limits."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from autograder.errors import CourseError, SettingsError
from autograder.grading.courses.configuration import FILE, Configuration, read_configuration
from autograder.grading.courses.seed import read_seed
from autograder.sandbox.level import AUTO, CHOICES
from autograder.sandbox.limits import Limits

SETTINGS = "grading.toml"
UNLIMITED_SECONDS = 24 * 3600.0
# Stand for names in a path; no folder is called so.
_STUDENT, _ASSIGNMENT = "\x01", "\x02"
# With fewer files open a worker cannot be contained; more than `_MOST` of anything is a slip.
_LEAST = {"processes": 0, "open_files": 32}
_MOST = 1_000_000
_KEYS = ("isolation", "require_wall", "second_opinion", "limits", "forbid")


@dataclass(frozen=True)
class Submission:
    """One student's folder for one assignment."""

    assignment: str
    student: str
    folder: Path


@dataclass(frozen=True)
class WallSettings:
    """What grading.toml says about the wall.

    require_wall     an assignment with a test that does not run behind the wall is not graded
    second_opinion   True for all tests, False for none, None for those that may test nothing there
    """

    require_wall: bool = False
    second_opinion: bool | None = None


@dataclass(frozen=True)
class Course:
    """A course folder. `folder` holds its settings, `root` its assignments; `app` carries
    nbgrader's configuration for everything built from it."""

    root: Path
    app: Any
    directory: Any
    autograde: Any
    limits: Limits = field(default_factory=Limits)
    isolation: str = AUTO
    folder: Path = Path()
    wall: WallSettings = field(default_factory=WallSettings)

    @property
    def config(self) -> Any:
        """nbgrader's configuration (traitlets)."""
        return self.app.config

    @property
    def db_url(self) -> str:
        """The gradebook's address; SQLite waits a minute for a lock instead of five seconds."""
        url = str(self.directory.db_url)
        if url.startswith("sqlite:") and "timeout=" not in url:
            url += ("&" if "?" in url else "?") + "timeout=60"
        return url

    def path(self, step: str, student: str, assignment: str) -> Path:
        """The folder of a step (`submitted`, `autograded`, `source`) of one submission."""
        name = getattr(self.directory, f"{step}_directory")
        return Path(self.directory.format_path(name, student, assignment))

    def submissions(self, assignment: str, students: list[str] | None = None) -> list[Submission]:
        """The submissions of an assignment, by student id."""
        excluded = set(filter(None, self.directory.student_id_exclude.split(",")))
        found = [
            Submission(assignment, student, folder)
            for student, name, folder in self.handed_in()
            if name == assignment
            and student not in excluded
            and (not students or student in students)
        ]
        return sorted(found, key=lambda one: str(one.folder))

    def assignments(self) -> list[str]:
        """The assignments for which somebody has submitted something."""
        return sorted({name for _, name, _ in self.handed_in()})

    @property
    def submitted_base(self) -> Path:
        """The folder that holds all submissions, as deep as they have it in common."""
        return self._submitted_pattern()[0]

    def handed_in(self) -> Iterator[tuple[str, str, Path]]:
        """Every folder where a submission may be: student, assignment, folder; also if linked."""
        base, parts = self._submitted_pattern()
        found: list[tuple[dict[str, str], Path]] = [({}, base)]
        for part in parts:
            found = [
                ({**names, **match.groupdict()}, folder / name)
                for names, folder in found
                for name in sorted(os.listdir(folder) if folder.is_dir() else ())
                if (match := part.fullmatch(name)) and (folder / name).is_dir()
            ]
        for names, folder in found:
            if not any(name.startswith(".") for name in names.values()):
                yield names["student"], names["assignment"], folder

    def _submitted_pattern(self) -> tuple[Path, list[re.Pattern[str]]]:
        """The fixed part of where submissions are, and expressions for the folders below it."""
        parts = self.path("submitted", _STUDENT, _ASSIGNMENT).parts
        fixed = next(n for n, part in enumerate(parts) if _STUDENT in part or _ASSIGNMENT in part)
        expressions = [
            re.escape(part)
            .replace(re.escape(_STUDENT), "(?P<student>.+)")
            .replace(re.escape(_ASSIGNMENT), "(?P<assignment>.+)")
            for part in parts[fixed:]
        ]
        return Path(*parts[:fixed]), [re.compile(one, re.DOTALL) for one in expressions]


def open_course(folder: Path) -> Course:
    """Read the configuration of the course in `folder`.

    Raises `CourseError` or `SettingsError`.
    """
    with _working_in(folder):  # as nbgrader's configuration files expect
        return _open_here(folder)


@contextlib.contextmanager
def inside_course(folder: Path) -> Iterator[Course]:
    """The course in `folder`, which is the working directory meanwhile.

    A course's plug-ins may read files beside its configuration. Raises as `open_course`.
    """
    folder = folder.absolute()
    with _working_in(folder):
        yield _open_here(folder)


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """Work in a course's folder; what its configuration does to this process ends with the block.

    nbgrader puts the folder on the path of Python, and a configuration may set variables.
    """
    here = os.open(".", os.O_PATH | os.O_DIRECTORY)
    path, variables = [*sys.path], dict(os.environ)
    try:
        try:
            os.chdir(folder)
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            raise CourseError(
                f"there is no folder {folder}"
                if missing
                else f"{folder} cannot be opened ({error.strerror})",
                "name the course folder with --course",
            ) from None
        try:
            yield
        finally:
            os.fchdir(here)
            sys.path[:] = path
            os.environ.clear()
            os.environ.update(variables)
    finally:
        os.close(here)


def _open_here(folder: Path) -> Course:
    config = folder / f"{FILE}.py"
    if config.exists() and not config.is_file():
        raise CourseError(f"{config} is not a file", "move it away, or write the configuration")
    found = _configured(folder)
    app, directory = found.app, found.directory
    limits, isolation = read_settings(folder / SETTINGS)
    if "wall_seconds" not in _given(folder / SETTINGS):
        limits = with_timeout(limits, found.timeout)
    if not config.exists() and not (
        Path(directory.format_path(directory.submitted_directory, ".", ".")).is_dir()
    ):
        raise CourseError(
            f"{folder} is not an nbgrader course (no nbgrader_config.py, no "
            f"{directory.submitted_directory} folder)",
            "run the command in the course folder, or name it with --course",
        )
    return Course(
        Path(directory.root), app, directory, found.autograde, limits, isolation,
        folder, wall_settings(folder / SETTINGS),
    )  # fmt: skip


def _configured(folder: Path) -> Configuration:
    """nbgrader's configuration; if a seed that it reads is why it fails, that is said."""
    try:
        return read_configuration()
    except CourseError:
        read_seed(folder)
        raise


def with_timeout(limits: Limits, timeout: float | None) -> Limits:
    """The limits with nbgrader's `Execute.timeout`: none or a negative one is no limit."""
    unlimited = timeout is None or timeout <= 0
    seconds = UNLIMITED_SECONDS if unlimited else min(float(timeout or 0), UNLIMITED_SECONDS)
    return replace(
        limits,
        wall_seconds=seconds,
        total_seconds=max(limits.total_seconds, seconds),
        cpu_seconds=max(limits.cpu_seconds, int(2 * seconds)),
    )


def _given(path: Path) -> dict[str, Any]:
    """The `[limits]` table of grading.toml, or nothing."""
    if not path.exists():
        return {}
    table = load_settings(path).get("limits", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{path.name}: limits = {table!r}", "write a table, [limits]")
    return table


def load_settings(path: Path) -> dict[str, Any]:
    """A `grading.toml` as it stands. Raises `SettingsError`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is not valid TOML: {error}", "mend that line") from error
    except OSError as error:
        raise SettingsError(
            f"{path.name} cannot be read: {error.strerror}", "make it a file that you may read"
        ) from error


def read_settings(path: Path) -> tuple[Limits, str]:
    """Limits and isolation level from a `grading.toml`; the defaults where it says nothing.

    ::

        isolation = "auto"          # or "full", "landlock", "none"
        require_wall = true         # see WallSettings
        second_opinion = true
        [limits]
        wall_seconds = 30           # see autograder.sandbox.limits.Limits
        [forbid.week-3]             # see autograder.grading.courses.forbidding
        my-sort = ["sorted"]
    """
    if not path.exists():
        return Limits(), AUTO
    data = load_settings(path)
    known = {f.name: f for f in fields(Limits)}
    for key in data:
        if key not in _KEYS:
            known_keys = ", ".join(_KEYS)
            raise SettingsError(f"{path.name}: unknown key '{key}'", f"the keys are {known_keys}")
    values: dict[str, Any] = {}
    for key, value in _given(path).items():
        if key not in known:
            names = ", ".join(known)
            raise SettingsError(f"{path.name}: unknown limit '{key}'", f"the limits are {names}")
        whole = known[key].type == "int"
        good = type(value) is int or (not whole and type(value) is float)
        least = _LEAST.get(key, 1 if whole else 0.1)
        if not good or not least <= value <= _MOST:
            kind = "a whole number" if whole else "a number"
            raise SettingsError(
                f"{path.name}: {key} = {value!r}", f"give {kind} from {least:g} to {_MOST:,}"
            )
        values[key] = value
    isolation = data.get("isolation", AUTO)
    if isolation not in CHOICES:
        raise SettingsError(
            f"{path.name}: isolation = {isolation!r}", f"use one of {', '.join(CHOICES)}"
        )
    return Limits(**values), isolation


def wall_settings(path: Path) -> WallSettings:
    """What a `grading.toml` says about the wall; the defaults where it says nothing."""
    data = load_settings(path) if path.exists() else {}
    values = {key: data[key] for key in ("require_wall", "second_opinion") if key in data}
    for key, value in values.items():
        if not isinstance(value, bool):
            raise SettingsError(f"{path.name}: {key} = {value!r}", "write true or false")
    return WallSettings(**values)
