"""Reads `module.toml` and `messages.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from autograder.authoring.model import LabEntry, Message, Module
from autograder.authoring.problems import Problem, read_text

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _LabForm(_Form):
    title: _Text
    minutes: int = Field(gt=0)
    points: int | float = Field(gt=0)
    requires: list[_Id]
    teaches: list[_Id]


class _ModuleForm(_Form):
    position: _Text
    title: _Text
    version: _Text
    licence: _Text
    prerequisites: list[_Id]
    outcomes: dict[_Id, _Text]
    labs: dict[_Id, _LabForm]


_MODULE = TypeAdapter(_ModuleForm)
_MESSAGES = TypeAdapter(dict[_Id, dict[str, _Text]])
_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or mend its spelling",
    "string_pattern_mismatch": "use lower case letters, digits and hyphens, a letter first",
}
Form = TypeVar("Form")


def read_module(path: Path, problems: list[Problem]) -> Module | None:
    """A module's description, or None and what is wrong with it in `problems`."""
    loaded = _load(path, _MODULE, problems)
    if loaded is None:
        return None
    text, form = loaded
    labs = {
        name: LabEntry(
            title=lab.title,
            minutes=lab.minutes,
            points=float(lab.points),
            requires=tuple(lab.requires),
            teaches=tuple(lab.teaches),
            line=line_of(text, "labs", name),
        )
        for name, lab in form.labs.items()
    }
    return Module(
        path=path,
        position=form.position,
        title=form.title,
        version=form.version,
        licence=form.licence,
        prerequisites=tuple(form.prerequisites),
        outcomes=form.outcomes,
        labs=labs,
    )


def read_messages(path: Path, problems: list[Problem]) -> dict[str, Message]:
    """A lab's messages by id; what is wrong with the file is added to `problems`."""
    loaded = _load(path, _MESSAGES, problems)
    if loaded is None:
        return {}
    text, form = loaded
    messages = {name: Message(name, line_of(text, name), by) for name, by in form.items()}
    for message in messages.values():
        if "en" not in message.texts:
            what = f"message '{message.id}' has no English text"
            problems.append(Problem(path, message.line, what, 'add en = "..." to it'))
    return {name: message for name, message in messages.items() if "en" in message.texts}


def line_of(text: str, *keys: str) -> int:
    """The line of a key in a TOML text (`"labs", "shop-growth", "points"`), or of its table."""
    best, reached = 0, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\s*\[([^\[\]]+)\]", line):
            here = table = tuple(part.strip().strip("\"'") for part in heading[1].split("."))
        elif entry := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            here = (*table, entry[1])
        else:
            continue
        if keys[: len(here)] == here and len(here) > reached:
            best, reached = number, len(here)
    return best


def _load(path: Path, form: TypeAdapter[Form], problems: list[Problem]) -> tuple[str, Form] | None:
    """The text of a file and what it says; None when it cannot be used."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        return text, form.validate_python(tomllib.loads(text), strict=True)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else len(text.splitlines())
        problems.append(Problem(path, line, f"not TOML: {error}", "mend this line"))
    except ValidationError as error:
        for detail in error.errors():
            keys = [str(key) for key in detail["loc"] if key != "[key]"]
            what = f"{'.'.join(keys)}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"
            remedy = _REMEDIES.get(detail["type"], "write what docs/lab-format.md shows")
            problems.append(Problem(path, line_of(text, *keys), what, remedy))
    return None
