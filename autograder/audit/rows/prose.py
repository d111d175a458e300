"""Does the code that prose and hints print work when it is copied?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_MATHS = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
# A call, a comprehension, an assignment, a text with `r` before it: what reads as Python.
_PYTHON = re.compile(r"^[\w.]+\(.*\)$|^\[.* for .* in .*\]$|^\w+(?:\[.*\])? = .+$|^r[\"'].*[\"']$")
_LANGUAGES = ("python", "py")


@question(
    170,
    "code in prose and hints",
    "it compiles, and no backslash is doubled",
)
def prose(evidence: Evidence) -> Row:
    """Fenced code and code in the line of all cells with text."""
    cells = [c for c in evidence.subject.notebooks.source.cells if c.cell_type == "markdown"]
    pieces = [(cell, code) for cell in cells for code in _codes(cell.source)]
    found = tuple(
        Surprise("", f"code: {code.strip()[:60]}", _place(evidence, cell), wanted, got, remedy)
        for cell, code in pieces
        for wanted, got, remedy in _faults(code)
    )
    got = "all does" if not found else f"pieces that do not: {len(found)}"
    return Row(len(pieces), "works when it is copied", got, found)


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
    elif "\n" in code or _PYTHON.match(code):
        try:
            ast.parse(code.strip())
        except SyntaxError as error:
            yield "code that compiles", f"{code.strip()} ({error.msg})", "mend it, or its marks"


def _place(evidence: Evidence, cell: object) -> str:
    """The file, and the first words of the cell: prose has no lines in the notebook."""
    words = " ".join(str(getattr(cell, "source", "")).split())[:40]
    return f"{evidence.subject.start.rpartition(':')[0] or evidence.subject.start}, '{words}'"
