"""What `check` leaves behind in a notebook: the outputs that nbgrader scores."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from IPython.utils.capture import capture_output

pytestmark = pytest.mark.unit

RIGHT = "def double(x):\n    import warnings; warnings.warn('careful')\n    return 2 * x"
CHECK = 'with check("double"):\n    assert double(2) == 4, "Twice two is four."'


def run(shell: Any, source: str) -> Any:
    with capture_output() as captured:
        captured.result = shell.run_cell(source)
    return captured


def test_a_check_that_passes_shows_one_card_and_leaves_no_stderr_and_no_result(shell: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        run(shell, RIGHT)
        done = run(shell, CHECK)
    assert done.result.success
    assert done.result.result is None
    assert done.stderr == ""
    (card,) = done.outputs
    assert card.data["text/plain"].startswith("✔ double: visible checks passed")
    assert card.metadata["labs"]["state"] == "passed"


def test_a_check_that_fails_ends_the_cell_with_one_line_in_place_of_a_traceback(
    shell: Any,
) -> None:
    run(shell, "def double(x):\n    return x")
    done = run(shell, CHECK)
    assert type(done.result.error_in_exec).__name__ == "CheckFailed"
    assert done.stdout == "✘ double: not yet (see the card above)\n"
    assert "assert" not in str(done.outputs[0].data)


def test_nbgraders_validate_gets_the_whole_card_because_it_shows_nothing_else(
    shell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    run(shell, "def double(x):\n    return x")
    assert run(shell, CHECK).stdout == "✘ double: not yet\nTwice two is four.\n"


def test_a_group_of_exceptions_is_hidden_behind_the_card_too(shell: Any) -> None:
    run(shell, "def double(x):\n    raise ExceptionGroup('many', [ValueError('inner')])")
    done = run(shell, CHECK)
    assert done.stdout == "✘ double: raised an error (see the card above)\n"
    assert done.stderr == ""


def test_the_call_is_told_in_a_notebook_as_in_plain_python(shell: Any) -> None:
    run(shell, "def double(x):\n    return x.copy()")
    done = run(shell, CHECK)
    told = done.outputs[0].data["text/plain"]
    assert "double(2) raised AttributeError: 'int' object has no attribute 'copy'." in told


def test_what_the_students_code_displays_in_a_hidden_check_is_dropped(shell: Any) -> None:
    spy = "import sys\nfrom IPython.display import display\n"
    run(shell, spy + "def double(x):\n    display(x); sys.displayhook(x)\n    return 2 * x")
    done = run(shell, CHECK.replace('"double")', '"double", hidden=True)'))
    assert [output.data["text/plain"] for output in done.outputs] == [
        "✔ double: hidden checks passed"
    ]


def test_hints_come_one_by_one_and_then_end(shell: Any) -> None:
    run(shell, 'add_hints("double", ["Which sign doubles?", "Use `*`."])')
    told = [run(shell, 'hint("double")').outputs[0].data["text/markdown"] for _ in range(3)]
    assert told[0] == "**double: hint 1 of 2**\n\nWhich sign doubles?"
    assert told[1] == "**double: hint 2 of 2**\n\nUse `*`."
    assert "no more hints" in told[2]
