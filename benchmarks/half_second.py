"""One function that computes for half a second: what it costs that a cell between calls it, too.

The cell between keeps what the answer gives, and the test reads that and calls the answer again.
Alone that is two calls a submission.
"""

from __future__ import annotations

from pathlib import Path

from assignment import Assignment, Step


def _walks(path: Path, scale: float) -> None:
    """How many random walks are to be made."""
    path.write_text(f"{int(4_000 * scale)}\n", encoding="ascii")


HALF_SECOND = Assignment(
    "half-second",
    "walks.txt",
    _walks,
    ("import numpy as np", "walks = int(open('walks.txt').read())"),
    (
        Step(
            "furthest",
            """
def furthest(walks, steps):
    rng = np.random.default_rng(0)
    total = 0.0
    for _ in range(walks):
        total += rng.normal(size=steps).cumsum().max()
    return total / walks
""".strip(),
            """
expected = np.sqrt(2 * 10_000 / np.pi)
assert abs(found - expected) < 0.2 * expected
### BEGIN HIDDEN TESTS
assert abs(furthest(walks, 10_000) - expected) < 0.2 * expected
### END HIDDEN TESTS
""".strip(),
            others=(
                """
def furthest(walks, steps):
    rng = np.random.default_rng(5)
    highest = [rng.standard_normal(steps).cumsum().max() for _ in range(walks)]
    return float(np.mean(highest))
""".strip(),
                """
def furthest(walks, steps):
    rng = np.random.default_rng(11)
    highest = np.empty(walks)
    for start in range(0, walks, 20):
        count = min(20, walks - start)
        paths = rng.normal(size=(count, steps)).cumsum(axis=1)
        highest[start:start + count] = paths.max(axis=1)
    return highest.mean()
""".strip(),
            ),
            between="found = furthest(walks, 10_000)\nfound",
            locked=False,
        ),
    ),
)
