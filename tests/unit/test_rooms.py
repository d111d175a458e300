"""Imports run one way, and the map of the code says what the code says of itself."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).resolve().parents[2]
MAP = REPOSITORY / "CONTRIBUTING.md"
# What each room may import. Left out are the three that everybody may: `autograder` itself,
# `errors` and `harmless`.
ALLOWED = {
    "api": "audit authoring composing engine.outside grading",
    "audit": "authoring cells checks engine.between engine.outside files grading libraries sandbox"
    " wall",
    "authoring": "checks files forbidden",
    "cells": "",
    "checks": "lumina",
    "cli": "api audit authoring composing demo doctor export files grading jupyter lumina"
    " lumina.generator reporting sandbox",
    "composing": "authoring cells checks files grading pages",
    "demo": "authoring cells composing grading",
    "doctor": "cells checks engine.outside grading jupyter sandbox",
    "engine": "",
    "engine.between": "sandbox",
    "engine.inside": "engine.between preloaded sandbox wall",
    "engine.outside": "engine.between libraries sandbox wall",
    "errors": "",
    "export": "files grading",
    "feedback": "cells checks grading",
    "files": "",
    "forbidden": "cells checks engine.between engine.outside wall",
    "grading": "cells checks engine.between engine.outside files forbidden libraries reading"
    " sandbox wall",
    "harmless": "",
    "jupyter": "files",
    "libraries": "",
    "lumina": "lumina.generator",
    "lumina.generator": "lumina",
    "pages": "checks",
    "preloaded": "",
    "preprocessors": "engine.between engine.outside grading sandbox",
    "reading": "",
    "reporting": "authoring cells checks export feedback files grading pages",
    "sandbox": "",
    "wall": "libraries preloaded",
}
EVERYBODY = {"autograder", "errors", "harmless"}
# A student's process loads these; what they import, hostile code can reach.
BESIDE_STUDENTS = ("checks", "engine.inside", "engine.between", "wall", "sandbox", "preloaded")


@cache
def modules() -> dict[str, Path]:
    """Every module of the project by its dotted name."""
    found = {}
    for root, top in ((REPOSITORY, "autograder"), (REPOSITORY / "datasets", "lumina")):
        for path in (root / top).rglob("*.py"):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def room(module: str) -> str:
    """`engine.inside` of `autograder.engine.inside.worker`, `wall` of `autograder.wall.wire`."""
    top, *rest = module.split(".")
    if top == "lumina":
        return "lumina.generator" if rest[:1] == ["generator"] else "lumina"
    if rest[:1] == ["engine"]:
        return ".".join(rest[:2])
    return rest[0] if rest else top


def imports(path: Path) -> Iterator[str]:
    """The project's modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module in modules():
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in modules() else node.module


@cache
def edges() -> dict[str, set[str]]:
    """Which rooms each room imports."""
    found: dict[str, set[str]] = defaultdict(set)
    for module, path in modules().items():
        found[room(module)] |= {room(name) for name in imports(path)} - {room(module)}
    return found


@pytest.mark.parametrize("name", sorted({room(module) for module in modules()} - {"autograder"}))
def test_a_room_imports_no_more_than_the_table_allows(name: str) -> None:
    assert name in ALLOWED, f"add the room {name} to the table, and to CONTRIBUTING.md"
    assert edges()[name] - EVERYBODY <= set(ALLOWED[name].split())


def test_the_table_allows_nothing_that_is_not_used() -> None:
    unused = {name: set(allowed.split()) - edges()[name] for name, allowed in ALLOWED.items()}
    unused["api"] -= {"audit"}
    assert not {name: rooms for name, rooms in unused.items() if rooms}


def test_no_room_imports_itself_through_another() -> None:
    circles = [
        (one, other)
        for one, seen in edges().items()
        for other in seen
        if one in edges()[other] and {one, other} != {"lumina", "lumina.generator"}
    ]
    assert circles == []


@pytest.mark.parametrize("name", BESIDE_STUDENTS)
def test_what_runs_beside_students_imports_nothing_of_the_trusted_side(name: str) -> None:
    reached, new = set[str](), {name}
    while new:
        reached |= new
        new = {other for one in new for other in edges()[one]} - reached
    assert not reached & {"engine.outside", "grading", "reading", "cli", "audit", "api"}


def described() -> list[str]:
    """The rows of the map: each room, and the first sentence of its own docstring."""
    rows = []
    for name, path in sorted(modules().items()):
        inner = path.name == "__init__.py" and name.count(".") == 2
        shown = inner and name.split(".")[1] in ("engine", "grading", "audit")
        if name.count(".") == 1 and (name.startswith("autograder") or path.stem == "__init__"):
            shown = True
        if shown:
            text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            place = path.parent if path.name == "__init__.py" else path
            rows.append(f"| `{place.relative_to(REPOSITORY)}` | {text.splitlines()[0]} |")
    return rows


def with_map(text: str) -> str:
    """CONTRIBUTING.md with the map as the docstrings have it."""
    before, begin, rest = text.partition("<!-- rooms -->\n")
    _, end, after = rest.partition("<!-- end of rooms -->")
    assert begin
    assert end
    table = "\n".join(["| folder | what |", "|---|---|", *described(), ""])
    return f"{before}{begin}{table}{end}{after}"


def test_the_map_of_the_code_is_what_its_docstrings_say() -> None:
    text = MAP.read_text("utf-8")
    assert text == with_map(text), f"run: python {Path(__file__).relative_to(REPOSITORY)}"


if __name__ == "__main__":
    MAP.write_text(with_map(MAP.read_text("utf-8")), "utf-8")
