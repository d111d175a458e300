"""What may become code in the tests' process."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import py_compile
from pathlib import Path

import pytest

from autograder.wall.imports import OwnModules

pytestmark = pytest.mark.unit


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A work folder in which `helper` and `kit.own` are the assignment's."""
    home = tmp_path / "home"
    (home / "kit").mkdir(parents=True)
    for name in ("helper.py", "kit/__init__.py", "kit/own.py", "planted.py", "kit/planted.py"):
        (home / name).write_text("value = 'from the source'\n")
    return home


@pytest.fixture
def finder(home: Path) -> OwnModules:
    own = {"home", "home/helper.py", "home/kit", "home/kit/__init__.py", "home/kit/own.py"}
    return OwnModules(str(home), str(home.parent), own.__contains__)


def _value(finder: OwnModules, name: str, path: list[str] | None = None) -> object:
    spec = finder.find_spec(name, path)
    assert spec is not None
    assert spec.loader is not None
    namespace: dict[str, object] = {}
    exec(spec.loader.get_code(name), namespace)  # type: ignore[attr-defined]
    return namespace.get("value")


def test_a_module_of_the_assignment_is_found(finder: OwnModules, home: Path) -> None:
    assert _value(finder, "helper") == "from the source"
    assert _value(finder, "kit.own", [str(home / "kit")]) == "from the source"


def test_a_file_that_was_added_is_not(finder: OwnModules, home: Path) -> None:
    assert finder.find_spec("planted") is None
    with pytest.raises(ModuleNotFoundError):
        finder.find_spec("kit.planted", [str(home / "kit")])


def test_a_library_is_found_as_ever(finder: OwnModules) -> None:
    spec = finder.find_spec("json")
    assert spec is not None
    assert isinstance(spec.loader, importlib.machinery.SourceFileLoader)


def test_a_compiled_file_beside_a_module_is_not_read(finder: OwnModules, home: Path) -> None:
    evil = home / "evil.py"
    evil.write_text("value = 'planted here!!!'\n")  # as long as the real one
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compiled = py_compile.compile(str(evil), invalidation_mode=unchecked)
    assert compiled is not None
    target = Path(importlib.util.cache_from_source(str(home / "helper.py")))
    target.write_bytes(Path(compiled).read_bytes())
    assert _value(finder, "helper") == "from the source"
