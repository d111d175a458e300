"""A library that was imported ahead looks, and comes back, as if nobody had imported it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.unit

ENGINE = """
import importlib, json, sys
from autograder import preloaded
with preloaded.recorded():
    import IPython
    preloaded.see()
    for name in ("numpy", "pandas", "matplotlib.pyplot", "scipy.stats", "csv", "six.moves"):
        importlib.import_module(name)
preloaded.hide()
"""
FRESH = "import json, sys\nimport IPython\n"


@pytest.fixture(scope="module")
def told() -> Callable[[str], Any]:
    def run(program: str) -> Any:
        environment = {**os.environ, "MPLBACKEND": "agg"}
        done = subprocess.run(
            [sys.executable, "-sP", "-c", program],
            capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
        return json.loads(done.stdout)

    return run


# What compiled code shares by name is always seen; nobody imports it.
SHARED = ("_cy", "cython", "_csparsetools", "_moduleTNC", "_ni_label", "_sysconfigdata")


@pytest.mark.parametrize(
    "name", ["numpy", "pandas", "matplotlib", "matplotlib.pyplot", "scipy", "scipy.stats", "csv"]
)
def test_an_import_brings_what_it_brings_in_a_fresh_process(
    told: Callable[[str], Any], name: str
) -> None:
    brought = f"""
before = set(sys.modules)
import {name}
print(json.dumps(sorted(set(sys.modules) - before)))
"""
    ours, theirs = told(ENGINE + brought), told(FRESH + brought)
    assert name in ours
    ours, theirs = ([m for m in side if not m.startswith(SHARED)] for side in (ours, theirs))
    assert ours == theirs


def test_nothing_is_seen_before_it_is_imported(told: Callable[[str], Any]) -> None:
    seen = told(
        ENGINE
        + """
known = "numpy", "pandas", "csv", "decimal", "six", "autograder", "autograder.preloaded"
print(json.dumps([name for name in known if name in sys.modules]))
"""
    )
    assert seen == []


def test_a_part_that_nobody_imported_is_no_attribute_of_its_package(
    told: Callable[[str], Any],
) -> None:
    assert told(
        ENGINE
        + """
import matplotlib
before = hasattr(matplotlib, "pyplot")
import matplotlib.pyplot
print(json.dumps([before, hasattr(matplotlib, "pyplot"), matplotlib.pyplot.__spec__.name]))
"""
    ) == [False, True, "matplotlib.pyplot"]


@pytest.mark.parametrize(
    "way",
    [
        "import pandas.core.frame as again",
        "from pandas.core import frame as again",
        "again = importlib.import_module('pandas.core.frame')",
        "again = __import__('pandas.core.frame', fromlist=['x'])",
    ],
)
def test_no_module_runs_twice(told: Callable[[str], Any], way: str) -> None:
    kept = ENGINE.replace(
        "preloaded.hide()", "import pandas; kept = pandas.DataFrame\npreloaded.hide()"
    )
    assert told(f"import importlib.util\n{kept}\n{way}\nprint(json.dumps(again.DataFrame is kept))")


def test_a_search_is_no_import(told: Callable[[str], Any]) -> None:
    found = told(
        ENGINE
        + """
import importlib.util, runpy, inspect
spec = importlib.util.find_spec("numpy")
source = spec.loader.get_source("numpy")
print(json.dumps(["numpy" in sys.modules, spec.origin, len(source) > 1000]))
"""
    )
    assert found[0] is False
    assert found[1].endswith("numpy/__init__.py")
    assert found[2] is True


def test_what_a_notebook_has_removed_or_reloads_is_imported_as_ever(
    told: Callable[[str], Any],
) -> None:
    assert told(
        ENGINE
        + """
import csv, importlib
first = csv.DictReader
importlib.reload(csv)
second = csv.DictReader
del sys.modules["csv"]
import csv
print(json.dumps([first is second, second is csv.DictReader]))
"""
    ) == [False, False]


def test_what_the_grader_imports_between_cells_is_hidden_again(told: Callable[[str], Any]) -> None:
    assert told(
        ENGINE
        + """
import csv
preloaded.see_imports()
import numpy, colorsys
preloaded.hide()
seen = [name in sys.modules for name in ("csv", "numpy", "colorsys")]
kept = colorsys
import colorsys
print(json.dumps([seen, colorsys is kept]))
"""
    ) == [[True, False, False], True]


def test_who_holds_an_object_of_a_library_finds_it_imported(told: Callable[[str], Any]) -> None:
    kept = ENGINE.replace(
        "preloaded.hide()", "import pandas\ntable = pandas.DataFrame()\npreloaded.hide()"
    )
    assert told(
        kept
        + """
before = "pandas" in sys.modules
preloaded.reveal_class_of(table)
print(json.dumps([before, "pandas" in sys.modules, preloaded.module_named("csv") is not None]))
"""
    ) == [False, True, True]
