"""Runs check cells as a notebook would: each with a file name of its own and its source at hand."""

from __future__ import annotations

import itertools
import linecache
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.checks import hints

RunCell = Callable[[str], None]


@pytest.fixture(autouse=True)
def no_hints_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "_ladders", {})


@pytest.fixture
def run() -> RunCell:
    """Run cells one after the other in one namespace, in plain Python."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    numbers = itertools.count(1)

    def run_cell(source: str) -> None:
        name = f"<cell {next(numbers)} of {id(namespace)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), namespace)

    run_cell("from autograder.checks import *")
    return run_cell


@pytest.fixture
def shell() -> Iterator[Any]:
    """A bare IPython shell, as the engine of this package uses one."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    bare = InteractiveShell.instance(config=config)
    bare.run_cell("from autograder.checks import *")
    yield bare
    InteractiveShell.clear_instance()
