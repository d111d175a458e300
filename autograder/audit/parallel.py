"""A few runs at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


def parallel(run: Callable[[_Given], _Found], given: Iterable[_Given]) -> list[_Found]:
    """Run something for each of some things, a few at once; the results are in their order.

    A run waits now and then, for one of its two processes to start or to be cleared away, so there
    are twice as many as processors.
    """
    with ThreadPoolExecutor(2 * len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(run, given))
