"""A curriculum as its file says it: which labs, in which week, with which weight."""

from __future__ import annotations

import contextlib
import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from autograder.errors import LabsError

CURRICULA = Path("course") / "curricula"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone; write it like Asia/Shanghai") from None
    return name


def _versions(text: str) -> str:
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        raise ValueError(f"{text!r} is no range of versions; write it like >=1.0,<2") from None
    return text


def _due(text: str) -> str:
    day, _, clock = text.partition(" ")
    try:
        time.fromisoformat(clock)
    except ValueError:
        clock = ""
    if day not in _DAYS or len(clock) != len("23:59"):
        raise ValueError(f"{text!r} is no weekday and hour; write it like sunday 23:59")
    return text


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedLab(_Form):
    """One lab of a curriculum.

    week      the week in which it is done, counted from 1
    weight    its part of the final mark, beside the weights of the others
    versions  which versions of the lab's module will do, for instance ">=1.0,<2"
    """

    id: _Id
    week: int = Field(ge=1, le=60)
    weight: float = Field(default=1.0, gt=0)
    versions: Annotated[str, AfterValidator(_versions)] = ""


class Curriculum(_Form):
    """A `course/curricula/<name>.toml`.

    course_id   the name of the course in nbgrader's exchange and gradebook
    hours       hours of laboratory that the students have in all
    starts      the first day of week 1
    due         weekday and hour at which a lab of that week is due, by the clock of `timezone`
    assumes     ids of outcomes that students bring along
    licences    licences under which the department may use a lab
    """

    title: _Text
    course_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
    about: str = ""
    hours: float = Field(gt=0)
    starts: date = Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    due: Annotated[str, AfterValidator(_due)] = "sunday 23:59"
    assumes: tuple[_Id, ...] = ()
    licences: tuple[_Text, ...] = ("CC-BY-4.0",)
    labs: tuple[PlannedLab, ...] = Field(min_length=1)

    def due_date(self, lab: PlannedLab) -> datetime:
        """When a lab is due, as UTC without a zone, which is how nbgrader stores it."""
        day, clock = self.due.split()
        monday = self.starts - timedelta(days=self.starts.weekday())
        on = monday + timedelta(weeks=lab.week - 1, days=_DAYS.index(day))
        local = datetime.combine(on, time.fromisoformat(clock), ZoneInfo(self.timezone))
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def local_due(self, lab: PlannedLab) -> str:
        """The same for people: weekday, day and hour by the clock of the course."""
        day = self.due_date(lab).replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(self.timezone))
        return f"{_DAYS[day.weekday()].title()} {day:%Y-%m-%d, %H:%M}"


def find_curriculum(name: str, root: Path) -> Path:
    """The file of a curriculum: by its path, or by its name in `course/curricula`.

    Raises:
        LabsError: there is none; the text names those that are there.
    """
    for path in (Path(name), root / CURRICULA / f"{name}.toml"):
        with contextlib.suppress(OSError):  # a name that is too long for a file
            if path.is_file():
                return path
    known = ", ".join(sorted(path.stem for path in (root / CURRICULA).glob("*.toml"))) or "none"
    raise LabsError(
        f"there is no curriculum {name!r:.80}",
        f"name a TOML file, or one of those in {CURRICULA}: {known}",
    )


def read_curriculum(path: Path) -> Curriculum:
    """Read a curriculum.

    Raises:
        LabsError: the file has mistakes of form; all of them are named, a line each.
    """
    try:
        return Curriculum.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise LabsError(f"{path} cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        raise LabsError(f"{path} is not TOML: {error}", "mend that line") from error
    except ValidationError as error:
        lines = [_line(path, dict(problem)) for problem in error.errors()]
        raise LabsError("\n".join(lines)) from error


def _line(path: Path, problem: dict[str, object]) -> str:
    place = problem["loc"]
    assert isinstance(place, tuple)
    where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in place)
    remedies = {
        "missing": "it is missing; add it",
        "extra_forbidden": "it is unknown; remove it, or mend its spelling",
    }
    what = remedies.get(str(problem["type"]), str(problem["msg"]).removeprefix("Value error, "))
    return f"{path}: {where}: {what}"
