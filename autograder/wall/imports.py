"""What may become code in the tests' process: libraries, and modules that the assignment brought.

The work folder also holds what the student's code wrote there. A module, a compiled file or a
pickle of the student's must never run on this side.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


class Unpickling:
    """Refuses to unpickle during a turn, and once a file of the student's has been opened."""

    def __init__(self, root: str, own: Callable[[str], bool]) -> None:
        self._root, self._own = _real(root), own
        self.in_turn = self.tainted = self.paused = False

    def install(self) -> None:
        """Watch this process; that cannot be undone."""
        sys.addaudithook(self._heard)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Files that the wall itself opens meanwhile do not count."""
        self.paused = True
        try:
            yield
        finally:
            self.paused = False

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "pickle.find_class" and (self.in_turn or self.tainted):
            raise pickle.UnpicklingError("a test cannot unpickle what the student's code may write")
        if event == "open" and not (self.tainted or self.paused):
            place = arguments[0]
            if isinstance(place, str):
                full = os.path.realpath(place)
                if full.startswith(self._root):
                    self.tainted = not self._own(os.path.relpath(full, self._root))
