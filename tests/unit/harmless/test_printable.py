"""Text of others is one line that no terminal, reader or spreadsheet takes for something else."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from autograder.cli.display import show_odd
from autograder.errors import SubmissionError
from autograder.export.platform import safe
from autograder.grading.results import AssignmentResult, Status, SubmissionResult
from autograder.harmless.text import LONGEST, printable

pytestmark = pytest.mark.unit

ESCAPES = (
    "\x1b[2J\x1b[H", "\x1b[31mred\x1b[0m", "\x1b]52;c;Y2FsYw==\x07", "\x1b]0;title\x07", "\x9b2J",
    "right\rwrong", "a\nb", "a\x08b", "\u202egpj.exe", "\u2066x\u2069", "a\u200bb", "\x00", "\x7f",
    "a\u2028b", "\ufeffx", "\ud800", "\x1bc", "\u0085",
)  # fmt: skip


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_is_left_that_a_terminal_obeys(text: str) -> None:
    assert printable(text).isprintable()
    assert str(SubmissionError(f"bad {text}", text)).isprintable()


@given(st.text())
def test_any_text_becomes_a_short_line(text: str) -> None:
    line = printable(text)
    assert line.isprintable()
    assert len(line) <= LONGEST
    assert printable(line) == line


def test_ordinary_names_stay_as_they_are() -> None:
    for name in ("O'Neil", "müller 李", "Şükrü", "[red]x[/red]", "a-b_c.d@e", "日本語"):
        assert printable(name) == name
    assert printable("x" * 400) == "x" * (LONGEST - 1) + "…"
    assert printable("x" * 400, longest=None) == "x" * 400


class _Run:
    """A run whose student, problem and notes are hostile."""

    def __init__(self, text: str) -> None:
        self.notes = [text]
        self.assignments = {text: AssignmentResult(text, problem=f"{text} is refused")}
        self.results = [
            SubmissionResult(text, text, Status.FAILED, problem=text),
            SubmissionResult(text, text, Status.GRADED, score=1, max_score=1, notes=(text,)),
        ]


@pytest.mark.parametrize("text", ESCAPES)
def test_the_lines_below_the_table_are_printable(text: str) -> None:
    shown = io.StringIO()
    show_odd(Console(file=shown, width=200), _Run(text))  # type: ignore[arg-type]
    assert not {c for c in shown.getvalue() if not c.isprintable()} - {"\n"}


@pytest.mark.parametrize("text", ESCAPES)
def test_a_wrong_option_is_told_in_a_printable_line(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.cli.app import main

    monkeypatch.setattr(sys, "argv", ["labs", "grade", f"--{text.strip()}x"])
    monkeypatch.setitem(sys.modules, "rfc3987_syntax", None)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code
    assert not {c for c in capsys.readouterr().err if not c.isprintable()} - {"\n"}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|"])
def test_no_name_begins_a_formula_whatever_hides_its_beginning(begin: str) -> None:
    for hidden in ("", "\t", "\r", "\n", " ", "\u200b", "\ufeff", "\x00"):
        assert safe(f"{hidden}{begin}1+1") == f"'{begin}1+1"
    assert safe("Ana-Maria = x") == "Ana-Maria = x"
