"""A runner of cells in this process, put away afterwards."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.engine.inside.shell import NotebookRunner, NotebookShell


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[str], dict[str, Any]]]:
    """Run a cell's source, as a worker does."""
    kept = sys.stdout, sys.stderr, sys.displayhook, builtins.input
    runner = NotebookRunner()
    runner.new_loop()
    assert runner.loop is not None
    try:
        yield lambda source: runner.run(source, 1_000_000)
    finally:
        runner.loop.close()
        NotebookShell.clear_instance()
        sys.stdout, sys.stderr, sys.displayhook, builtins.input = kept
