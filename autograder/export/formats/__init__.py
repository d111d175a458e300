"""The files that learning platforms import: a module for each, found by its name.

Another format is one more module here, with a `FORMAT`; the command, the tests and the benchmark
of a school ask this package for what there is.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.export.platform import Format

NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def format_named(name: str) -> Format:
    """The format of a platform; `name` is one of `NAMES`."""
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found
