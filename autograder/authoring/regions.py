"""The marked regions inside a cell: solutions and mark schemes, with nbgrader's own marks."""

from __future__ import annotations

from dataclasses import dataclass

SOLUTION = "SOLUTION"
MARK_SCHEME = "MARK SCHEME"
HIDDEN_TESTS = "HIDDEN TESTS"
ALL = (SOLUTION, MARK_SCHEME, HIDDEN_TESTS)


class UnbalancedRegion(ValueError):
    """A region that is not closed, not opened, or opened twice; `line` counts from 0."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Split:
    """A source cut in two: the lines of the regions, marks included, and all others."""

    inside: str
    outside: str


def split(source: str, region: str) -> Split:
    """Part a source by the regions of one name, as nbgrader would find them.

    Raises:
        UnbalancedRegion: a mark has no partner.
    """
    inside: list[str] = []
    outside: list[str] = []
    opened: int | None = None
    number = 0
    for number, line in enumerate(source.split("\n")):
        begins, ends = f"BEGIN {region}" in line, f"END {region}" in line
        if (begins and opened is not None) or (ends and opened is None):
            raise UnbalancedRegion(number)
        opened = number if begins else opened
        (outside if opened is None else inside).append(line)
        opened = None if ends else opened
    if opened is not None:
        raise UnbalancedRegion(opened)
    return Split("\n".join(inside), "\n".join(outside).strip("\n"))


def wrap(source: str, region: str) -> str:
    """A source inside the marks of a region."""
    return f"### BEGIN {region}\n{source}\n### END {region}"
