"""Modules under the names that notebooks of earlier versions import.

A course that was composed before keeps its notebooks: their cells say `datasets.lumina` and
`autograder.workbook`. The names lead to the same modules, unless another package has the name.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_NOW = {
    "datasets": None,  # a package with nothing in it
    "datasets.lumina": "lumina",
    "datasets.rules": "lumina.rules",
    "autograder.workbook": "autograder.checks.workbook",
}
_GENERATOR = "datasets.lumina."


class OldNames(MetaPathFinder, Loader):
    """A finder to be asked last: a package that has the name itself is found before."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of an old name; None for all others."""
        if name in _NOW or name.startswith(_GENERATOR):
            return ModuleSpec(name, self, is_package=name == "datasets")
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Put the module of today in the old one's place."""
        name = module.__name__
        now = _NOW.get(name, f"lumina.generator.{name.removeprefix(_GENERATOR)}")
        if now is not None:
            sys.modules[name] = import_module(now)


def know_old_names() -> None:
    """Have Python ask for old names when nothing else has them."""
    if not any(isinstance(finder, OldNames) for finder in sys.meta_path):
        sys.meta_path.append(OldNames())
