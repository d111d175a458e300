"""Names and imports that the code of one cell is refused while it runs.

The cell's code gets built-in names of its own: a function looks them up where it was defined, so
they stay with the cell's functions wherever they are called, and no library notices. All this
stands in the student's process and can be got around there: it helps, and is no wall. What an
answer must not use is looked for in its text first (`autograder.forbidden`).
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from types import ModuleType
from typing import Any

_MISSING = object()


class ForbiddenName(Exception):
    """Code used what the task forbids."""


class _Builtins(dict[str, Any]):
    """The built-in names of a cell: as they are now, but for those that are refused.

    Not `strict`, they are refused only to what strict code calls. Python asks a dict of another
    class for every global name that it does not find in the notebook.
    """

    def __init__(self, names: Iterator[str], modules: Iterator[str], strict: bool) -> None:
        super().__init__(vars(builtins))  # for code in C, which reads it directly
        self.names, self.modules, self.strict = frozenset(names), tuple(modules), strict
        self.own = {
            "__import__": self.load,
            "eval": _running(builtins.eval, self),
            "exec": _running(builtins.exec, self),
        }
        self.update(self.own)
        self.view = _View(self)

    def __getitem__(self, name: str) -> Any:
        if name in self.names:
            self._refuse(name)
        return self.own[name] if name in self.own else vars(builtins)[name]

    def load(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: tuple[str, ...] | None = (),
        level: int = 0,
    ) -> Any:
        """`import` as the cell's code does it."""
        if not level:
            self.check(name, *(f"{name}.{part}" for part in fromlist or ()))
        module = builtins.__import__(name, globals, locals, fromlist or (), level)
        return self.view if module is builtins and self.names else module

    def check(self, *paths: str) -> None:
        """Refuse a module, or a part of one, that is forbidden."""
        for path in paths:
            for module in self.modules:
                if path == module or path.startswith(f"{module}."):
                    self._refuse(module)

    def _refuse(self, name: str) -> None:
        if self.strict or self._called_by_strict(name):
            raise ForbiddenName(f"`{name}` must not be used here")

    def _called_by_strict(self, name: str) -> bool:
        frame = sys._getframe(1).f_back
        while frame is not None:
            of = frame.f_builtins
            if isinstance(of, _Builtins) and of.strict and name in {*of.names, *of.modules}:
                return True
            frame = frame.f_back
        return False


class _View(ModuleType):
    """The module `builtins` as a cell's code sees it."""

    def __init__(self, names: _Builtins) -> None:
        super().__init__("builtins")
        object.__setattr__(self, "_names", names)

    def __getattribute__(self, name: str) -> Any:
        if name == "__dict__":
            return object.__getattribute__(self, "_names")
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        try:
            return object.__getattribute__(self, "_names")[name]
        except KeyError:
            raise AttributeError(f"module 'builtins' has no attribute {name!r}") from None

    def __setattr__(self, name: str, value: object) -> None:
        setattr(builtins, name, value)

    def __delattr__(self, name: str) -> None:
        delattr(builtins, name)


def _running(run: Callable[..., Any], own: _Builtins) -> Callable[..., Any]:
    """`eval` or `exec` for a cell's code: what they run has the cell's built-in names, too."""

    @wraps(run)
    def wrapper(source: object, globals: Any = None, locals: Any = None, **closure: Any) -> object:
        frame = sys._getframe(1)
        if globals is None:
            globals = frame.f_globals
            locals = frame.f_locals if locals is None else locals
        before = globals.get("__builtins__", _MISSING)
        if before not in (_MISSING, builtins, vars(builtins)):
            return run(source, globals, locals, **closure)  # it chose its own
        globals["__builtins__"] = own
        try:
            return run(source, globals, locals, **closure)
        finally:
            if before is _MISSING:
                globals["__builtins__"] = builtins
            else:
                globals["__builtins__"] = before

    return wrapper


@contextmanager
def guarded(namespace: dict[str, Any], guard: Mapping[str, Any] | None) -> Iterator[None]:
    """Run a cell in `namespace` with what a `Guard`, as plain data, refuses; None is nothing."""
    if guard is None:
        yield
        return
    _watch_import_module()
    namespace["__builtins__"] = _Builtins(
        iter(guard["names"]), iter(guard["modules"]), guard["strict"]
    )
    try:
        yield
    finally:
        namespace["__builtins__"] = builtins


def _watch_import_module() -> None:
    """Have `importlib.import_module` ask the code that calls it for what it is refused."""
    load = importlib.import_module
    if hasattr(load, "__wrapped__"):
        return

    @wraps(load)
    def import_module(name: str, package: str | None = None) -> ModuleType:
        own = sys._getframe(1).f_builtins
        if isinstance(own, _Builtins):
            own.check(name)
        return load(name, package)

    importlib.import_module = import_module
