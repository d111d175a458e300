"""The engine is started once, however many threads ask for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from autograder.engine.outside.engine import Engine


def test_threads_that_need_the_engine_at_once_all_get_it() -> None:
    with Engine() as engine, ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: engine.wait_until_ready(), range(4)))
    assert told == [[], [], [], []]
