"""The families of misreadings; `all_readings` finds them."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from autograder.audit.answers.mutation.misread.reading import Reading


@cache
def all_readings() -> dict[str, Reading]:
    """Every misreading by its words.

    Raises:
        ValueError: two of them have the same words.
    """
    found: dict[str, Reading] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        for reading in import_module(f"{__name__}.{module.name}").READINGS:
            if reading.words in found:
                raise ValueError(f"two misreadings are called {reading.words!r}")
            found[reading.words] = reading
    return found
