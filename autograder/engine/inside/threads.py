"""Threads of a notebook at a checkpoint: a fork copies the thread that calls it and no other.

What waits for a thread that is not there waits for ever. So a process whose threads are at work is
not forked: it goes on without a checkpoint, as in a kernel. Threads that only wait for work do no
harm: their pools start new ones in the child.
"""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from concurrent.futures import thread as pools
from typing import Any

from IPython.core.async_helpers import _AsyncIOProxy

# A thread that has delivered its result needs a moment to end or to say that it is idle.
_PATIENCE_SECONDS = 0.1


def at_work(shell: Any) -> bool:
    """Whether a thread of the notebook is at work, which a fork would lose.

    The thread in which IPython runs `%%bash` and the like is stopped, if it has nothing to do.
    """
    if threading.active_count() == 1:
        return False
    _stop_scripts(shell)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while busy := _busy():
        if time.monotonic() > deadline:
            break
        time.sleep(0.002)
    return busy


def forget(loop: asyncio.AbstractEventLoop | None) -> None:
    """After a fork: the threads of pools exist in the parent only, so pools start new ones."""
    if loop is not None:
        loop._default_executor = None  # type: ignore[attr-defined]  # asyncio offers no other way
    for pool in _pools():
        pool._threads.clear()
        pool._idle_semaphore = threading.Semaphore(0)


def _pools() -> list[Any]:
    if not pools._threads_queues:
        return []
    return [o for o in gc.get_objects() if type(o) is pools.ThreadPoolExecutor]


def _busy() -> bool:
    """Whether a thread is at work."""
    idle: set[threading.Thread] = set()
    for pool in _pools():
        if pool._work_queue.empty() and pool._idle_semaphore._value >= len(pool._threads):
            idle |= pool._threads
    return any(
        thread is not threading.current_thread()
        and thread not in idle
        and not isinstance(thread, threading._DummyThread)
        and type(thread).__module__ != "tqdm._monitor"  # looks whether a bar stands still
        for thread in threading.enumerate()
    )


def _stop_scripts(shell: Any) -> None:
    """End the event loop of IPython's script magics; the next one starts another.

    A script in the background, which a notebook may wait for or read from, keeps it.
    """
    magics = shell.magics_manager.registry.get("ScriptMagics")
    loop = getattr(magics, "event_loop", None)
    if loop is None or magics.bg_processes:
        return
    if any(type(value) is _AsyncIOProxy for value in list(shell.user_ns.values())):
        return
    finalizer = getattr(magics, "_event_loop_finalizer", None)  # IPython 9.5 and newer
    if finalizer is not None:
        finalizer.detach()
        magics._event_loop_finalizer = None
    magics.event_loop = None
    loop.call_soon_threadsafe(loop.stop)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while loop.is_running() and time.monotonic() < deadline:
        time.sleep(0.001)
    if not loop.is_running():
        loop.close()
