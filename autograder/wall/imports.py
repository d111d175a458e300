"""Which modules the tests' process finds: libraries, and those that the assignment brought.

The work folder also holds what the student's code wrote there. A module or a compiled file of the
student's must never run on this side; `untrusted` watches the other ways to run a file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType


class _Uncached(SourceFileLoader):
    """Reads the source and nothing else: a compiled file beside it may be the student's."""

    def path_stats(self, path: str) -> dict[str, object]:
        raise OSError("no compiled file counts")


def _real(root: str) -> str:
    return os.path.join(os.path.realpath(root), "")


class OwnModules:
    """A finder: in the work folder it sees the assignment's own modules alone.

    `home` is the work folder, `own` says whether a path below the sandbox's folder `root` came with
    the assignment.
    """

    def __init__(self, home: str, root: str, own: Callable[[str], bool]) -> None:
        self._home, self._root, self._own = home, _real(root), own

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The spec of a module of the assignment's; others are left to the next finder."""
        if path is None:
            spec = self._judged(PathFinder.find_spec(name, [self._home], target))
            if spec is not None:
                return spec
        found = PathFinder.find_spec(name, path, target)
        spec = self._judged(found)
        if found is not None and spec is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return spec

    def _judged(self, spec: ModuleSpec | None) -> ModuleSpec | None:
        """The spec if it may be loaded, without a compiled file if it is the assignment's."""
        if spec is None:
            return None
        places = [spec.origin] if spec.origin else list(spec.submodule_search_locations or ())
        inside = [place for place in places if os.path.realpath(place).startswith(self._root)]
        if not inside:
            return spec
        if not all(self._own(os.path.relpath(place, self._root)) for place in inside):
            return None
        if spec.origin is None or not isinstance(spec.loader, SourceFileLoader):
            return spec
        return spec_from_file_location(
            spec.name,
            spec.origin,
            loader=_Uncached(spec.name, spec.origin),
            submodule_search_locations=spec.submodule_search_locations,
        )

    def install(self) -> None:
        """Search before the finder of the path does."""
        sys.meta_path.insert(sys.meta_path.index(PathFinder), self)
