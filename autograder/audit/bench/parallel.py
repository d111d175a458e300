"""A few runs at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")
# A run waits now and then, for one of its two processes to start or to be cleared away.
_AT_ONCE = 2 * len(os.sched_getaffinity(0))
_places = threading.BoundedSemaphore(_AT_ONCE)


def parallel(run: Callable[[_Given], _Found], given: Iterable[_Given]) -> list[_Found]:
    """Run something for each of some things, a few at once; the results are in their order.

    There are twice as many at once as processors, and that for all callers together. So a run must
    not call this itself.
    """

    def placed(one: _Given) -> _Found:
        with _places:
            return run(one)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(placed, given))
