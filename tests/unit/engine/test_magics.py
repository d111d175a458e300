"""A cell becomes the Python code that IPython would make of it, whether IPython is asked or not."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

from autograder.engine.inside.magics import Translation

pytestmark = pytest.mark.unit

SOLUTIONS = Path(__file__).parents[3] / "solutions"
TRANSLATED = [
    "%matplotlib inline", "%%time\nx = 1", "files = !ls", "here = %pwd", "!echo hello", "!!ls",
    "sum?", "x = 1\nsum??\n", "?sum", ",f a b", ";f a b", "/f a", "In [1]: x = 1", ">>> x = 1",
    "   x = 1\n   y = 2", "\n\nx = 1", "for x in y:\n    %time x", "if x:\n    a = !ls\n",
    "In [1]: for x in y:\n   ...:     x", "x=%pwd",
    "x = [\n    \n    1]", "ls", "cd ..\n",
]  # fmt: skip
PLAIN = [
    "x = 1", "x = 1\n", "", "a != b", "print('%d' % 3)", "assert x % 2, 'odd!'", "# why?\nx = 1\n",
    "text = '''\n%time\n!ls\n'''", "x = (1\n     % 2)", "await f()", "def f(x)\n",
    "x = '?'\r\ny = 2", "x = 1\r%pwd", "ls\n\n", "ls = 3\nls\n",
]  # fmt: skip
PIECES = st.lists(
    st.sampled_from(
        ["x", " ", "\n", "    ", "%", "!", "?", "=", "'", '"', "#", "\\\n", ",", ";", "/",
         "In [1]: ", "...: ", ">>> ", "(", ")", "'''", "\t", "ls", "%%", "\r\n", "f(x)", ":",
         "for x in y:\n", "\n  \n", "\f", "\xa0"]
    ),
    max_size=14,
)  # fmt: skip


@pytest.fixture(scope="module")
def shell() -> InteractiveShell:
    return InteractiveShell()


def outcome(translate: object, source: str) -> str:
    """What a translation gives, or the name of what it raises."""
    try:
        return str(translate(source))  # type: ignore[operator]
    except Exception as error:
        return type(error).__name__


@pytest.mark.parametrize("source", [*TRANSLATED, *PLAIN])
def test_a_cell_becomes_what_ipython_makes_of_it(source: str, shell: InteractiveShell) -> None:
    assert outcome(Translation(shell).of, source) == outcome(shell.transform_cell, source)


@pytest.mark.parametrize("source", TRANSLATED)
def test_what_is_no_python_is_translated(source: str, shell: InteractiveShell) -> None:
    assert Translation(shell).of(source) not in (source, source + "\n")


@settings(max_examples=500, deadline=None)
@given(pieces=PIECES)
def test_any_mixture_of_signs_becomes_what_ipython_makes_of_it(
    pieces: list[str], shell: InteractiveShell
) -> None:
    source = "".join(pieces)
    assert outcome(Translation(shell).of, source) == outcome(shell.transform_cell, source)


def test_every_cell_of_the_labs_becomes_what_ipython_makes_of_it(shell: InteractiveShell) -> None:
    translation, seen = Translation(shell), 0
    for path in SOLUTIONS.rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                assert translation.of(cell.source) == shell.transform_cell(cell.source)
                seen += 1
    assert seen > 100


def test_a_plain_cell_is_not_handed_to_ipython(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    translation = Translation(shell)
    monkeypatch.setattr(shell, "transform_cell", lambda source: "asked")
    assert translation.of("x = 1\ny = 2") == "x = 1\ny = 2\n"
    assert translation.of("%time x = 1\ny = 2") == "asked"


def test_a_translation_that_the_notebook_adds_is_used(shell: InteractiveShell) -> None:
    translation = Translation(shell)
    shell.input_transformers_post.append(lambda lines: [line.upper() for line in lines])
    try:
        assert translation.of("x = 1\ny = 2") == "X = 1\nY = 2\n"
    finally:
        shell.input_transformers_post.pop()
    assert translation.of("x = 1\ny = 2") == "x = 1\ny = 2\n"
