"""`check`: plain asserts become one card, and a failure the end of the cell."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType

from autograder.checks.calls import failing_call, failing_frame
from autograder.checks.card import Card, CheckFailed, State, Undecided, show
from autograder.checks.catalogue import text
from autograder.checks.hints import first_hint
from autograder.checks.messages import Filled, worded
from autograder.checks.quiet import Heard, quiet


class check:
    """Run the asserts below it and show how they ended, as a card.

    The card says *passed*, *not yet* (an assert of the check failed), *not attempted* (the stub is
    still there, or the name does not exist), *raised* (with the call that was made), or *undecided*
    (the check raised `Undecided`: a person must judge the answer). Anything but *passed* ends the
    cell with `CheckFailed`, so that nbgrader gives it no points. Warnings and text on stderr are
    caught. A hidden check shows no value: no argument, no text of an exception, nothing that the
    student's code prints.
    """

    def __init__(self, task: str, *, hidden: bool = False) -> None:
        self.task = task
        self.hidden = hidden
        self._quiet: AbstractContextManager[Heard] | None = None
        self._heard = Heard()

    def __enter__(self) -> None:
        self._quiet = quiet(everything=self.hidden)
        self._heard = self._quiet.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._quiet is not None
        self._quiet.__exit__(None, None, None)
        card = self._card(error, trace)
        shown = show(card)
        if error is None:
            if not shown:
                print(card.text())
            return
        failure = CheckFailed(card, shown=shown)
        try:
            raise failure
        finally:
            # What the student's code raised must not be shown behind the card.
            failure.__context__ = None

    def _card(self, error: BaseException | None, trace: TracebackType | None) -> Card:
        state, name, message = State.PASSED, "", ""
        if error is not None and trace is not None:
            state, message = _verdict(error, trace, hidden=self.hidden)
            if state is State.NOT_YET:
                name, message = worded(message)
        if self.hidden:
            return Card(self.task, state, hidden=True, message=message, name=name)
        hint = first_hint(self.task) if error is not None else ""
        said = self._heard.text()
        return Card(self.task, state, message=message, said=said, hint=hint, name=name)


def _verdict(error: BaseException, trace: TracebackType, *, hidden: bool) -> tuple[State, str]:
    """What an exception inside a check means, and the sentence that says so."""
    own = failing_frame(trace).tb_next is None
    if isinstance(error, NotImplementedError) and not error.args:
        return State.NOT_ATTEMPTED, text("check.stub")
    if isinstance(error, NameError) and own:
        return State.NOT_ATTEMPTED, text("check.missing", name=error.name or "?")
    if isinstance(error, AssertionError) and own:
        said = error.args[0] if error.args and isinstance(error.args[0], Filled) else ""
        return State.NOT_YET, said or _words(error) or text("check.no-message")
    if isinstance(error, Undecided):
        return State.UNDECIDED, text("check.undecided", what=_words(error))
    if isinstance(error, KeyboardInterrupt):
        return State.RAISED, text("check.stopped")
    said = type(error).__name__ if hidden else _named(error)
    call = failing_call(trace, values=not hidden)
    if call is not None:
        message = "check.other-data" if hidden else "check.call"
        return State.RAISED, text(message, call=call, error=said)
    if own:
        return State.NOT_YET, text("check.unusable", error=said)
    return State.RAISED, text("check.code", error=said)


def _named(error: BaseException) -> str:
    """The exception as Python names it, its text cut to one line."""
    words = _words(error).splitlines()
    return f"{type(error).__name__}: {words[0][:200]}" if words else type(error).__name__


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a student's exception may do anything
        return ""
