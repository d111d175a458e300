"""Keeps what student code writes on stderr from costing a mark.

nbgrader gives 0 to a test cell with any text on stderr, be it a warning of a library.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress

from autograder.checks.card import in_ipython


class Heard:
    """What was written while it was quiet."""

    def __init__(self) -> None:
        self.stderr = io.StringIO()
        self.warnings: list[warnings.WarningMessage] = []

    def text(self) -> str:
        """The warnings and the text of stderr, each line once, shortened to three lines."""
        lines = [f"{one.category.__name__}: {one.message}" for one in self.warnings]
        lines += self.stderr.getvalue().splitlines()
        unique = list(dict.fromkeys(line.strip()[:200] for line in lines if line.strip()))
        return "\n".join(unique[:3])


@contextmanager
def quiet(*, everything: bool) -> Iterator[Heard]:
    """Catch stderr, warnings and log lines; with `everything` also stdout and displays."""
    heard = Heard()
    with ExitStack() as stack:
        stack.enter_context(_descriptor_muted())
        stack.enter_context(_logs_to(heard.stderr))
        stack.enter_context(redirect_stderr(heard.stderr))
        heard.warnings = stack.enter_context(warnings.catch_warnings(record=True))
        if everything:
            stack.enter_context(redirect_stdout(io.StringIO()))
            stack.enter_context(_displays_dropped())
        yield heard


@contextmanager
def _logs_to(target: io.StringIO) -> Iterator[None]:
    """Turn the log handlers that hold the present stderr to `target`."""
    handlers = [
        handler
        for logger in (logging.root, *logging.root.manager.loggerDict.values())
        for handler in getattr(logger, "handlers", ())
        if isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr
    ]
    for handler in handlers:
        handler.setStream(target)
    try:
        yield
    finally:
        for handler in handlers:
            handler.setStream(sys.stderr)


@contextmanager
def _descriptor_muted() -> Iterator[None]:
    """Send what C code writes on file descriptor 2 to nowhere."""
    saved = -1
    with suppress(OSError):
        saved = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    try:
        yield
    finally:
        if saved >= 0:
            os.dup2(saved, 2)
            os.close(saved)


@contextmanager
def _displays_dropped() -> Iterator[None]:
    if not in_ipython():
        yield
        return
    from IPython.utils.capture import capture_output

    with capture_output(stdout=False, stderr=False, display=True):
        yield
