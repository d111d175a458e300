"""A cell that only defines may be run twice; any other may not."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.engine.outside.definitions import only_defines

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "source",
    [
        "def f(x: pd.Series, n=3) -> float:\n    return open('/tmp/x')",
        '"""A docstring."""\nimport numpy as np\nfrom sklearn.cluster import KMeans\nRATE = 1.5',
        "async def f():\n    await g()",
        "LIMITS = [1, 2, (3, 4)]",
    ],
)
def test_definitions_imports_and_constants_only_define(source: str) -> None:
    assert only_defines(source)


@pytest.mark.parametrize(
    "source",
    [
        "f(1)",
        "x = f(1)",
        "def f(x=g()):\n    pass",
        "@cache\ndef f():\n    pass",
        "import helper",
        "from . import helper",
        "class A:\n    pass",
        "x += 1",
        "a.b = 1",
        "a[0] = 1",
        "%matplotlib inline",
        "!ls",
        "del x",
        "x = y[0]",
        "def f(:",
        "with open('x'):\n    pass",
    ],
)
def test_everything_else_does_something(source: str) -> None:
    assert not only_defines(source)


@pytest.fixture
def busy_collector() -> Iterator[None]:
    """Other threads get their turn while Python makes the tree of a source."""

    def give_way(phase: str, info: dict[str, int]) -> None:
        time.sleep(0.0001)

    threshold = gc.get_threshold()
    gc.callbacks.append(give_way)
    gc.set_threshold(10)
    yield
    gc.set_threshold(*threshold)
    gc.callbacks.remove(give_way)


def test_many_threads_may_ask_at_once(busy_collector: None) -> None:
    source = "def f(x):\n" + "    a = [x + 1 * (x ** 2) for x in range(3)]\n" * 30

    def ask(depth: int) -> bool:
        return ask(depth - 1) if depth else only_defines(source)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, [n % 8 for n in range(40)]))
