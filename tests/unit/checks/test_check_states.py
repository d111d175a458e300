"""What `check` says about an answer, in plain Python."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from autograder.checks import Card, CheckFailed, State

pytestmark = pytest.mark.unit
Run = Callable[[str], None]

CHECK = """
with check("growth"):
    levels = [10.5, 12.5]
    assert growth(levels) == approx([19.05], abs=0.01), "The base is wrong."
"""
RIGHT = "def growth(levels):\n    return [100 * (b - a) / a for a, b in zip(levels, levels[1:])]"
STUB = "def growth(levels):\n    # YOUR CODE HERE\n    raise NotImplementedError()"


def card(run: Run, answer: str, check: str = CHECK) -> Card:
    run(answer)
    with pytest.raises(CheckFailed) as caught:
        run(check)
    assert str(caught.value) == caught.value.card.text()
    return caught.value.card


def test_a_right_answer_passes_its_visible_checks_and_no_more_is_said(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run(RIGHT)
    run(CHECK)
    assert capsys.readouterr() == ("✔ growth: visible checks passed\n", "")


def test_a_hidden_check_that_passes_says_that_it_was_a_hidden_one(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run(RIGHT)
    run(CHECK.replace('"growth")', '"growth", hidden=True)'))
    assert capsys.readouterr().out == "✔ growth: hidden checks passed\n"


def test_a_wrong_answer_gets_the_message_of_the_assert_that_failed(run: Run) -> None:
    wrong = card(run, "def growth(levels):\n    return [1.0]")
    assert wrong.state is State.NOT_YET
    assert wrong.text() == "✘ growth: not yet\nThe base is wrong."


def test_the_stub_of_the_build_is_not_attempted(run: Run) -> None:
    stub = card(run, STUB)
    assert stub.state is State.NOT_ATTEMPTED
    assert stub.text().startswith("○ growth: not attempted")


def test_an_answer_that_does_not_exist_is_not_attempted_and_is_named(run: Run) -> None:
    missing = card(run, "pass")
    assert missing.state is State.NOT_ATTEMPTED
    assert "`growth` does not exist yet" in missing.message


def test_not_implemented_with_a_reason_is_the_students_own_error(run: Run) -> None:
    own = card(run, STUB.replace("Error()", "Error('later')"))
    assert own.state is State.RAISED


def test_an_error_is_told_with_the_call_that_was_made(run: Run) -> None:
    raised = card(run, "def growth(levels):\n    return 1 / 0")
    assert raised.state is State.RAISED
    assert raised.message == "`growth([10.5, 12.5])` raised ZeroDivisionError: division by zero."


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("growth(levels[:1], base=2)", "growth(…, base=2)"),
        ("growth('x' * 900)", "growth(…)"),
        ("growth(*levels)", "growth(…)"),
        ("growth(long)", "growth([0, 1, 2, 3, 4, 5, ...])"),
        ("growth(table)", "growth(ndarray of 2 x 3)"),
        ("growth(rude)", "growth(<Rude instance>)"),
        ("growth(levels) + 1", "growth([10.5, 12.5])"),
        ("sorted(growth(levels))", "growth([10.5, 12.5])"),
    ],
)
def test_arguments_are_shown_short_and_only_when_they_are_values(
    run: Run, call: str, told: str
) -> None:
    run("import numpy\ntable, long = numpy.zeros((2, 3)), list(range(100))")
    run("class Rude:\n    def __repr__(self):\n        raise ValueError\nrude = Rude()")
    check = f'with check("growth"):\n    levels = [10.5, 12.5]\n    assert {call}, "No."'
    raised = card(run, "def growth(*_, **__):\n    raise KeyError", check)
    assert raised.message == f"`{told}` raised KeyError."


def test_an_assert_in_the_students_code_is_an_error_not_a_message(run: Run) -> None:
    raised = card(run, "def growth(levels):\n    assert False, 'mine'")
    assert raised.state is State.RAISED
    assert "AssertionError: mine" in raised.message


def test_what_a_check_cannot_judge_is_for_a_person(run: Run) -> None:
    asked = """
from autograder.checks import Undecided
with check("growth", hidden=True):
    growth([1, 2])
    raise Undecided("a formula needs the function FOO")
"""
    undecided = card(run, RIGHT, asked)
    assert undecided.state is State.UNDECIDED
    assert "function FOO" in undecided.message
    assert "person" in undecided.message


def test_a_name_that_the_students_code_misses_is_an_error(run: Run) -> None:
    raised = card(run, "def growth(levels):\n    return levls")
    assert raised.state is State.RAISED
    assert "NameError: name 'levls' is not defined" in raised.message


def test_an_assert_in_a_helper_beside_the_check_counts_as_the_checks_own(run: Run) -> None:
    check = """
def same(actual, expected):
    assert actual == expected, "Not the same."

with check("growth"):
    same(growth([1, 2]), [100])
"""
    wrong = card(run, "def growth(levels):\n    return None", check)
    assert (wrong.state, wrong.message) == (State.NOT_YET, "Not the same.")


def test_a_result_that_the_check_cannot_use_is_not_called_an_error_of_the_student(
    run: Run,
) -> None:
    check = 'with check("growth"):\n    assert growth([1])[0] > 0, "No."'
    wrong = card(run, "def growth(levels):\n    return None", check)
    assert wrong.state is State.NOT_YET
    assert "'NoneType' object is not subscriptable" in wrong.message


@pytest.mark.parametrize("error", ["KeyboardInterrupt", "SystemExit", "RecursionError('deep')"])
def test_whatever_ends_the_answer_becomes_a_card(run: Run, error: str) -> None:
    assert card(run, f"def growth(levels):\n    raise {error}").state is State.RAISED


def test_an_exception_whose_text_raises_is_still_told(run: Run) -> None:
    rude = "class Rude(Exception):\n    def __str__(self):\n        raise ValueError\n"
    raised = card(run, rude + "def growth(levels):\n    raise Rude")
    assert raised.message.endswith("raised Rude.")


def test_a_failed_check_hides_what_was_raised_behind_it(run: Run) -> None:
    run("def growth(levels):\n    raise ExceptionGroup('many', [ValueError('secret')])")
    with pytest.raises(CheckFailed) as caught:
        run(CHECK)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


class TestAHiddenCheckShowsNoValue:
    hidden = """
with check("growth", hidden=True):
    secret = [31.4159]
    assert growth(secret) == approx([27.1828]), "Other data give another rate."
"""

    def test_of_its_arguments_or_of_an_exception(self, run: Run) -> None:
        raised = card(run, "def growth(levels):\n    raise ValueError(levels)", self.hidden)
        assert raised.message.startswith("`growth(…)` raised ValueError on other data.")
        assert "31.4" not in repr(raised)

    def test_that_stands_in_what_is_called(self, run: Run) -> None:
        check = self.hidden.replace("growth(secret)", "growth(31.4159).rate(secret)")
        answer = "class growth:\n    def __init__(s, x): pass\n    def rate(s, x): return 1 / 0"
        assert card(run, answer, check).message == "Your code raised ZeroDivisionError."

    def test_of_its_expected_result(self, run: Run) -> None:
        wrong = card(run, "def growth(levels):\n    return levels", self.hidden)
        assert wrong.text() == "✘ growth: not yet\nOther data give another rate."

    def test_that_the_students_code_prints(
        self, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spy = "import sys\ndef growth(levels):\n    print(levels, file=sys.{})\n    return levels"
        for stream in ("stdout", "stderr"):
            spying = card(run, spy.format(stream), self.hidden)
            assert "31.4" not in repr(spying)
        assert capsys.readouterr() == ("", "")

    def test_and_offers_no_hint(self, run: Run) -> None:
        run('add_hints("growth", ["Think."])')
        assert card(run, STUB, self.hidden).hint == ""


class TestNothingOnStderrCostsAMark:
    @pytest.mark.parametrize(
        "noise",
        [
            "import warnings; warnings.warn('careful')",
            "import sys; print('careful', file=sys.stderr)",
        ],
    )
    def test_and_a_visible_check_tells_what_was_written(
        self, run: Run, capfd: pytest.CaptureFixture[str], noise: str
    ) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            run(f"{noise.split(';')[0]}\n{RIGHT.replace('    return', f'    {noise}; return')}")
            run(CHECK)
        out, err = capfd.readouterr()
        assert err == ""
        assert "visible checks passed" in out
        assert "careful" in out

    def test_when_a_log_handler_holds_the_old_stream(
        self, run: Run, capfd: pytest.CaptureFixture[str]
    ) -> None:
        set_up = """
import logging, sys
log = logging.getLogger("shop")
log.propagate = False
handler = logging.StreamHandler(sys.stderr)
log.addHandler(handler)
"""
        run(set_up + RIGHT.replace("    return", "    log.warning('careful')\n    return"))
        run(CHECK)
        run("assert handler.stream is sys.stderr")
        out, err = capfd.readouterr()
        assert (err, "careful" in out) == ("", True)

    def test_when_it_is_written_past_python(
        self, run: Run, capfd: pytest.CaptureFixture[str]
    ) -> None:
        run("import os\n" + RIGHT.replace("    return", "    os.write(2, b'raw')\n    return"))
        run(CHECK)
        run("import os; os.write(2, b'after')")
        assert capfd.readouterr().err == "after"

    def test_and_what_was_caught_is_cut_to_three_lines(self, run: Run) -> None:
        loud = "import sys\ndef growth(levels):\n    [print(n, file=sys.stderr) for n in range(9)]"
        assert card(run, loud).said == "0\n1\n2"


def test_a_check_can_be_run_again_and_forgets_the_run_before(run: Run, capsys: Any) -> None:
    assert card(run, STUB).state is State.NOT_ATTEMPTED
    run(RIGHT)
    run(CHECK)
    assert "passed" in capsys.readouterr().out
