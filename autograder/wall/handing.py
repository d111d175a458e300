"""What the tests hand to the student's code and only this side has, written for the other side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.libraries import package
from autograder.preloaded import module_named
from autograder.wall.remote import isinstance_remote
from autograder.wall.rules import BadValue, CannotCross, described
from autograder.wall.values import Encoder, Tree

# Whose functions are the same on both sides, so that a name says all.
_SAME = ("math", "statistics", "operator", "builtins", "numpy", "pandas", "scipy", "sklearn")


class Handing:
    """Names handles, functions of libraries and of the tests' own, and models of scikit-learn."""

    def __init__(self) -> None:
        self._functions: list[Callable[..., object]] = []

    def function(self, number: int) -> Callable[..., object]:
        """The function of the tests' that was handed over by this number; raises `BadValue`."""
        if not 0 <= number < len(self._functions):
            raise BadValue("no such function")
        return self._functions[number]

    def write(self, value: Any) -> Tree:
        """The tree of a value that is no data; raises `CannotCross`."""
        if isinstance_remote(value):
            return ["mine", value._wall_number]
        if _is_estimator(value):
            encoder = Encoder(self.write)
            parameters = encoder.tree(value.get_params(deep=False))
            if not encoder.buffers:
                return ["estimator", self.write(type(value)), parameters]
        module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
        if isinstance(value, np.ufunc):
            module, name = "numpy", value.__name__
        if (
            isinstance(module, str)
            and isinstance(name, str)
            and package(module) in _SAME
            and _found(module, name) is value
        ):
            return ["library", module, name]
        if callable(value):
            if value not in self._functions:
                self._functions.append(value)
            name = str(getattr(value, "__name__", "function"))
            return ["function", self._functions.index(value), name]
        raise CannotCross(f"{described(value)} cannot be handed to the student's code")


def _is_estimator(value: Any) -> bool:
    """Whether it is a model of scikit-learn's, which is imported only if something needs it."""
    base: Any = module_named("sklearn.base")
    known = base is not None and isinstance(value, base.BaseEstimator)
    return known and type(value).__module__.startswith("sklearn.")


def _found(module: str, name: str) -> object:
    found: Any = module_named(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found
