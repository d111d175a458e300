"""The questions of an audit, one a file: what was tried, and whether it came out as it should.

A new question is a new file here. It holds one function with `@question(...)` above it, which has
the file's name and returns the row of the report. The modules are found by listing this package.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from autograder.audit.question import Question


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of the report."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found = [getattr(import_module(f"{__name__}.{name}"), name) for name in names]
    return tuple(sorted(found, key=lambda question: question.place))
