"""Does the code that prose and hints print work when it is copied?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_MATHS = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
# A call, a comprehension, an assignment, a text with `r` before it: what reads as Python.
_PYTHON = re.compile(r"^[\w.]+\(.+$|^\[.* for .* in .*\]$|^\w+(?:\[.*\])? = .+$|^r[\"'].*[\"']$")
_FORMULA = re.compile(r"^[A-Z.]+\(")  # of a spreadsheet
_LANGUAGES = ("python", "py")


@question(
    180,
    "code in prose and hints",
    "it compiles, and no backslash is doubled",
)
def prose(evidence: Evidence) -> Row:
    """Fenced code and code in the line of all cells with text, and of all hints."""
    texts = [text for cell in evidence.subject.notebooks.source.cells for text in _texts(cell)]
    pieces = [(text, code) for text in texts for code in _codes(text)]
    found = tuple(
        Surprise("", f"code: {code.strip()[:60]}", _place(evidence, text), wanted, got, remedy)
        for text, code in pieces
        for wanted, got, remedy in _faults(code)
    )
    got = "all does" if not found else f"pieces that do not: {len(found)}"
    return Row(len(pieces), "works when it is copied", got, found)


def _texts(cell: Any) -> Iterator[str]:
    """The text of a cell, or the hints that it adds."""
    if cell.cell_type == "markdown":
        yield cell.source
    elif "add_hints(" in cell.source:
        for node in ast.walk(ast.parse(cell.source)):
            match node:
                case ast.Call(func=ast.Name(id="add_hints"), args=[_, ast.List(elts=hints)]):
                    yield from map(ast.literal_eval, hints)


def _codes(text: str) -> Iterator[str]:
    text = _MATHS.sub("", text)
    for language, code in _FENCE.findall(text):
        if language in _LANGUAGES:
            yield code
    yield from _SPAN.findall(_FENCE.sub("", text))


def _faults(code: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a piece of code: what was expected, what is there, what to do."""
    if "\\\\" in code:
        yield "single backslashes", code.strip(), "write r before the text, and each \\ once"
    elif "\n" in code or (_PYTHON.match(code) and not _FORMULA.match(code)):
        try:
            ast.parse(f"_{code.strip()}" if code.startswith(".") else code.strip())
        except SyntaxError as error:
            yield "code that compiles", f"{code.strip()} ({error.msg})", "mend it, or its marks"


def _place(evidence: Evidence, text: str) -> str:
    """The file, and the first words of the text: prose has no lines in the notebook."""
    words = " ".join(text.split())[:40]
    return f"{evidence.subject.start.rpartition(':')[0] or evidence.subject.start}, '{words}'"
