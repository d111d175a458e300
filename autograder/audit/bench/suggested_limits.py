"""Limits of time and memory that suit a lab, from what its reference needs."""

from __future__ import annotations

import math

from autograder.audit.bench.outcomes import Needs
from autograder.sandbox.limits import Limits

# Students write slower code than the author, and machines that grade are busy.
_TIMES = 10
_LEAST_SECONDS, _LEAST_MEMORY = 10, 128


def suggestion(needs: Needs) -> str:
    """A line that names limits for `grading.toml`, with plenty of room; never above the defaults.

    The defaults suit a lab that needs more, until the author says otherwise.
    """
    usual = Limits()
    wall = _rounded(needs.slowest_cell * _TIMES, _LEAST_SECONDS, usual.wall_seconds)
    total = _rounded(needs.seconds * _TIMES, 3 * _LEAST_SECONDS, usual.total_seconds)
    cpu = _rounded(needs.cpu_seconds * _TIMES, _LEAST_SECONDS, usual.cpu_seconds)
    memory = _rounded(needs.memory_mb * 4, _LEAST_MEMORY, usual.memory_mb)
    return (
        f"the reference needs {needs.seconds:.1f} s and {needs.memory_mb:.0f} MiB; limits for "
        f"grading.toml: wall_seconds = {wall}, total_seconds = {total}, cpu_seconds = {cpu}, "
        f"memory_mb = {memory}"
    )


def _rounded(value: float, least: float, most: float) -> int:
    """The next number up with one or two digits that count, between two others."""
    step = 10 ** max(math.floor(math.log10(max(value, 1))), 1) / 2
    return int(min(max(math.ceil(value / step) * step, least), most))
