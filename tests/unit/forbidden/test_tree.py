"""What the syntax tree shows: forbidden uses in disguise, and honest code that looks alike."""

from __future__ import annotations

import pytest

from autograder.forbidden.classes import classes_of
from autograder.forbidden.meanings import Around
from autograder.forbidden.parsing import LONGEST, Unreadable, parse
from autograder.forbidden.rule import read_rule
from autograder.forbidden.tree import find

pytestmark = pytest.mark.unit

SETUP = {"np": ("numpy",)}  # what the locked cells import


def uses(source: str, *rules: str) -> list[tuple[str, int]]:
    """The forbidden things in a cell, with their lines."""
    tree = parse(source)
    assert tree is not None, "not Python"
    around = Around(imports=SETUP, classes=classes_of([tree]))
    found = find(tree, [read_rule(rule, SETUP) for rule in rules], around)
    return [(use.what, use.line) for use in found]


@pytest.mark.parametrize(
    "source",
    [
        "sorted(x)",
        "f = sorted",
        "def f(x):\n    return sorted(x)",
        "def f(x, by=sorted): ...",
        "map(sorted, x)",
        "f'{sorted(x)}'",
        "[sorted(row) for row in x]",
        "@sorted\ndef f(): ...",
        "sorted = sorted",
        "class A:\n    sorted = sorted",
        "sorted = 1\ndel sorted\nsorted(x)",
        "def f():\n    global sorted\n    return sorted(1)",
        "from builtins import sorted as s",
        "from builtins import *\ns = sorted(x)",
        "import builtins\nbuiltins.sorted(x)",
        "import builtins as b\ngetattr(b, 'sor' + 'ted')(x)",
        "import builtins\nvars(builtins)[name](x)",
        "import builtins\nbuiltins.__dict__['sorted'](x)",
        "getattr(__builtins__, 'sorted')",
        "__builtins__['sorted']",
        "vars(__builtins__).get('sorted')",
        "g = getattr\ng(__builtins__, ''.join(['sor', 'ted']))",
        "name = 'sorted'\ngetattr(__builtins__, name)",
        "__import__('builtins').sorted(x)",
        "globals()['sorted']",
        "f.__globals__['sorted']",
        "print.__self__.sorted(x)",
        "eval('sor' + 'ted')(x)",
        "e = eval\ne('detros'[::-1])(x)",
        "eval('{}ted'.format('sor'))(x)",
        "exec('y = sorted(x)')",
        "exec(\"eval('sorted(x)')\")",
        "get_ipython().run_cell('sorted(x)')",
        "import timeit\ntimeit.timeit('sorted(x)')",
        "%time y = sorted(x)",
        "%%time\ny = sorted(x)",
    ],
)
def test_a_forbidden_name_is_found(source: str) -> None:
    assert uses(source, "sorted")


@pytest.mark.parametrize(
    "source",
    [
        "sorted_list = 1\nsorted_list",
        "'sorted'",
        "'''sorted(x)'''",
        "x = 1  # sorted",
        "f(sorted=True)",
        "x.sorted",
        "x.sorted()",
        "self.sorted = True",
        "x = {'sorted': 1}\nx['sorted'], x.get('sorted')",
        "def sorted(x):\n    return x\nsorted(1)",
        "def f(x):\n    return sorted(x)\ndef sorted(x):\n    return x",
        "def f(sorted):\n    return sorted",
        "lambda *sorted: sorted",
        "def f():\n    sorted = 1\n    return sorted",
        "for sorted in x:\n    print(sorted)",
        "[sorted for sorted in x]",
        "with x as sorted:\n    sorted",
        "try:\n    f()\nexcept E as sorted:\n    print(sorted)",
        "match x:\n    case [sorted, *_]:\n        sorted",
        "import re\nre.compile('sorted')",
        "df.eval('a = sorted + 1')",
        "import itertools\nitertools.repeat('sorted')",
        "import builtins\nbuiltins.print(1)",
        "df.sort_values()",
        "%time y = f('sorted')",
    ],
)
def test_honest_code_that_looks_alike_is_left_alone(source: str) -> None:
    assert uses(source, "sorted") == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("numpy", "import numpy"),
        ("numpy", "import numpy.linalg as l"),
        ("numpy", "from numpy import *"),
        ("numpy", "np.sort(x)"),
        ("np", "import numpy as n"),
        ("import numpy", "import numpy as n"),
        ("numpy", "import importlib\nimportlib.import_module('num' + 'py')"),
        ("numpy", "from importlib import import_module as load\nload('numpy')"),
        ("numpy", "__import__('numpy')"),
        ("numpy", "import sys\nsys.modules['numpy']"),
        ("numpy", "import pandas as pd\npd.np.sort"),
        ("numpy", "from pandas import np"),
        ("statistics", "from statistics import mean"),
        ("re", "import re as r"),
        ("mean", "from statistics import mean as m"),
        ("mean", "import statistics as s\ns.mean(x)"),
        ("sum", "np.sum(x)"),
        ("networkx", "import networkx.algorithms"),
        ("np.linalg.solve", "np.linalg.solve(a, b)"),
        ("np.linalg.solve", "from numpy.linalg import solve as s"),
        ("np.linalg.solve", "from numpy import linalg\nlinalg.solve(a, b)"),
        ("np.linalg.solve", "from numpy.linalg import *\nsolve(a, b)"),
        ("np.linalg.solve", "l = np.linalg\nl.solve(a)"),
        ("np.linalg.solve", "def f(a):\n    l, m = np.linalg, 1\n    return l.solve(a)"),
        ("np.linalg.solve", "getattr(np.linalg, 'solve')(a, b)"),
        ("np.linalg", "np.linalg.inv(a)"),
        (".sort", "x.sort()"),
        (".sort", "f = x.sort"),
        (".sort", "getattr(x, 'sort')()"),
        (".sort", "import operator\noperator.methodcaller('sort')(x)"),
        (".sort", "vars(list)['sort'](x)"),
        (".sort", "list.__dict__['sort'](x)"),
        (".sort", "match x:\n    case list(sort=s):\n        s()"),
        (".sort", "class M(list): ...\nM(x).sort()"),
        ("list.sort", "x.sort()"),
        ("DataFrame.groupby", "df.groupby('a')"),
        ("pd.DataFrame.groupby", "df.groupby('a')"),
        ("for", "for i in x: ..."),
        ("for", "[i for i in x]"),
        ("while", "def f():\n    while True: ..."),
        ("if", "a if b else c"),
        ("lambda", "lambda: 1"),
        ("sorted()", "sorted(x)"),
        ("`sorted`", "sorted(x)"),
    ],
)  # fmt: skip
def test_modules_parts_of_them_methods_and_keywords_are_found(rule: str, source: str) -> None:
    assert uses(source, rule)


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("np.linalg.solve", "np.linalg.norm(x)"),
        ("np.linalg.solve", "equation.solve(a)"),
        ("np.linalg.solve", "from sympy import solve"),
        ("random", "np.random.default_rng(1)"),
        ("numpy", "x = frame.to_numpy()"),
        ("numpy", "from .numpy import x"),
        ("re", "re = 3\nre + 1"),
        ("re", "import report"),
        ("sum", "df.sum()"),
        (".sort", "x.sort_values(); sort(x); f(sort=True)"),
        (".sort", "hasattr(x, 'sort')"),
        (".sort", "class D:\n    def sort(self): ...\n    def f(self): self.sort()\nD().sort()"),
        (".sort", "class Deck:\n    def sort(self): ...\ndeck = Deck()\ndeck.sort()"),
        (".sort", "class Deck:\n    def sort(self): ...\ndef f(deck: Deck):\n    deck.sort()"),
        ("for", "x = 'for'  # for"),
        ("while", "for i in x: ..."),
    ],
)  # fmt: skip
def test_what_is_allowed_beside_them_is_left_alone(rule: str, source: str) -> None:
    assert uses(source, rule) == []


def test_a_method_of_an_own_class_excuses_no_other_object() -> None:
    own = "class Deck:\n    def sort(self): ...\n"
    assert uses(f"{own}deck = Deck()\ndeck = [2, 1]\ndeck.sort()", ".sort") == [(".sort", 5)]
    assert uses(f"{own}values.sort()", ".sort") == [(".sort", 3)]


def test_lines_are_those_of_the_cell() -> None:
    assert uses("%%time\nx = 1\n\ny = sorted(x)", "sorted") == [("sorted", 4)]
    assert uses("x = 1\nexec('a\\nsorted(x)')", "sorted") == [("sorted", 2)]


def test_code_that_is_too_long_or_too_deep_is_not_taken_for_obedient() -> None:
    with pytest.raises(Unreadable, match="longer than"):
        parse("#" * (LONGEST + 1))
    with pytest.raises(Unreadable, match="magic commands"):
        parse("%time x\n" * 10_000)
    for deep in ("-" * 50_000 + "1", "x" + ".a" * 40_000):
        with pytest.raises(Unreadable, match="nested"):
            uses(deep, "sorted")


@pytest.mark.parametrize("text", ["", " ", "a b", "1x", "sorted,", ".", "a..b", "is", "*", ".a.b"])
def test_what_is_no_rule_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_rule(text, {})
