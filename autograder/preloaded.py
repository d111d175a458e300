"""Libraries that are imported ahead, and look as if they were not until a notebook imports them.

Every process of the engine is a fork of one that has imported the usual libraries. A notebook must
not see that: a test may ask `'numpy' not in sys.modules`, and `matplotlib.pyplot` is no attribute
of a package of which nobody has imported that part. So the modules leave `sys.modules`; a finder
gives each one back when it is imported, with all that its own import would have brought. No module
is run twice, so its classes stay the same.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader
from importlib.util import resolve_name
from types import ModuleType
from typing import Any

_OWN = __name__.partition(".")[0]
_brings: dict[str, set[str]] = defaultdict(set)  # which modules a module imported while it was run
_visible: set[str] = set()  # the modules that may be seen


class _Stash:
    """The hidden modules.

    A module's number is its place in `names`, `modules` and `brings`; `brings` has a bit for each
    number that comes with it. So a process that gets modules back writes to few pages of the memory
    that it shares with the others.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.modules: list[ModuleType] = []
        self.brings: list[int] = []
        self.unbound: set[int] = set()  # those that were an attribute of their package
        self.hidden: dict[str, int] = {}

    def __getitem__(self, name: str) -> ModuleType | None:
        number = self.hidden.get(name)
        return None if number is None else self.modules[number]

    def add(self, new: Sequence[str]) -> None:
        """Give modules a number, each with all that its import brings."""
        for name in new:
            own = name.encode().decode()  # a copy: the names lie side by side in memory
            self.numbers[own] = len(self.names)
            self.names.append(own)
            self.modules.append(sys.modules[name])
            self.brings.append(1 << self.numbers[own])
        edges = {
            self.numbers[name]: [
                self.numbers[other]
                for other in (*_brings.get(name, ()), *_packages(name))
                if other in self.numbers
            ]
            for name in new
        }
        changed = True
        while changed:  # mostly once: a module is in `sys.modules` behind what it needed
            changed = False
            for number, others in edges.items():
                bits = self.brings[number]
                for other in others:
                    bits |= self.brings[other]
                changed |= bits != self.brings[number]
                self.brings[number] = bits


def _packages(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


_stash = _Stash()


@contextmanager
def recorded() -> Iterator[None]:
    """Note which module imports which meanwhile, in Python, from C and when it is asked for late.

    What an import finds loaded already is noted all the same, but for imports of compiled code
    that pass by `__import__`.
    """
    running = [""]
    earlier = set(sys.modules)

    def note(name: str) -> None:
        if running[-1] != name:
            _brings[running[-1]].add(name)

    class Loads:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            note(name)

    def importing(
        name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> Any:
        found = original_import(name, globals, locals, fromlist, level)
        full = resolve_name("." * level + name, _package(globals)) if level else name
        note(full)
        module = sys.modules.get(full)
        for item in fromlist or ():
            for part in getattr(module, "__all__", ()) if item == "*" else (item,):
                if f"{full}.{part}" in sys.modules:
                    note(f"{full}.{part}")
        return found

    def import_module(name: str, package: str | None = None) -> ModuleType:
        found = original_import_module(name, package)
        note(found.__name__ if name.startswith(".") else name)
        return found

    def running_it(method: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def run(loader: Any, module_or_spec: Any) -> Any:
            running.append(loader.name)
            try:
                return method(loader, module_or_spec)
            finally:
                running.pop()

        return run

    original_import, original_import_module = builtins.__import__, importlib.import_module
    methods = [
        (SourceFileLoader, "exec_module"), (ExtensionFileLoader, "create_module"),
        (ExtensionFileLoader, "exec_module"),
    ]  # fmt: skip
    originals = [getattr(loader, name) for loader, name in methods]
    loads = Loads()
    sys.meta_path.insert(0, loads)
    builtins.__import__ = importing
    importlib.import_module = import_module
    for (loader, name), method in zip(methods, originals, strict=True):
        setattr(loader, name, running_it(method))
    try:
        yield
    finally:
        for (loader, name), method in zip(methods, originals, strict=True):
            setattr(loader, name, method)
        builtins.__import__, importlib.import_module = original_import, original_import_module
        sys.meta_path.remove(loads)
        _note_made_ones(set(sys.modules) - earlier)


def _package(names: dict[str, Any]) -> str:
    package = names.get("__package__")
    if package is None:
        package = names["__name__"]
        package = package if "__path__" in names else package.rpartition(".")[0]
    return str(package)


def _note_made_ones(names: set[str]) -> None:
    """Modules that no import found came with the one in which they lie (`six.moves`).

    Those that compiled code shares by name (`cython_runtime`) belong to all of it: they are seen.
    """
    found = set().union(*_brings.values())
    for name in names - found:
        parent = name.rpartition(".")[0]
        if parent in sys.modules:
            _brings[parent].add(name)
        else:
            _visible.add(name)


def see() -> None:
    """From here on what is imported now may be seen, but for the grader's own modules."""
    _visible.update(name for name in sys.modules if name.partition(".")[0] != _OWN)


def see_imports() -> None:
    """A notebook's cells have run: what they imported may be seen from here on."""
    _visible.update(sys.modules)


def hide() -> None:
    """Hide every module that may not be seen."""
    names = [name for name in sys.modules if name not in _visible]
    _stash.add([name for name in names if name not in _stash.numbers])
    for name in names:
        _stash.modules[_stash.numbers[name]] = sys.modules.pop(name)
        _stash.hidden[name] = _stash.numbers[name]
    for name in names:
        parent, _, own = name.rpartition(".")
        package, number = module_named(parent), _stash.numbers[name]
        above = _stash.hidden.get(parent)
        if package is None or vars(package).get(own) is not _stash.modules[number]:
            continue
        if above is None or not _stash.brings[above] >> number & 1:
            delattr(package, own)
            _stash.unbound.add(number)
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def module_named(name: str) -> ModuleType | None:
    """A module that is imported, hidden or not."""
    return sys.modules.get(name) or _stash[name]


def reveal(name: str) -> None:
    """Have a hidden module look imported, with its packages and all that it brings."""
    number = _stash.hidden.get(name)
    left = 0 if number is None else _stash.brings[number]
    while left:
        lowest = left & -left
        left ^= lowest
        number = lowest.bit_length() - 1
        found = _stash.names[number]
        if _stash.hidden.pop(found, None) is None:
            continue
        module = sys.modules[found] = _stash.modules[number]
        if number in _stash.unbound:
            _stash.unbound.discard(number)
            package = module_named(found.rpartition(".")[0])
            if package is not None:
                setattr(package, found.rpartition(".")[2], module)


def reveal_class_of(value: object) -> None:
    """Who has been handed a library's object finds the library imported, as its maker did.

    Libraries tell each other's objects apart by looking into `sys.modules`.
    """
    package = type(value).__module__.partition(".")[0]
    if package in _stash.hidden and package != _OWN:
        reveal(package)


class _Loader:
    """Gives a hidden module back; for all else, its source, say, it is the module's own loader."""

    def __init__(self, name: str, module: ModuleType) -> None:
        self._name, self._module = name, module
        self._spec = module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec  # importlib has put its own in its place
        reveal(self._name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module.__loader__, name)


class _Finder:
    """Finds what is hidden."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        module = _stash[name]
        if module is None:
            return None
        own = module.__spec__
        loader: Any = _Loader(name, module)
        spec = ModuleSpec(name, loader, origin=own.origin if own else None)
        if own is not None:
            spec.submodule_search_locations = own.submodule_search_locations
            spec.has_location, spec.cached = own.has_location, own.cached
        return spec


_finder = _Finder()
