"""Cells whose nbgrader metadata an editor has dropped, found again by text and place.

Colab and some editors save a notebook without it. The answers are there all the same: a cell that
stands where an answer should be, between cells that are known, is that answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from autograder.grading.instructor.blueprint import Blueprint
from autograder.reading.reader import HandedInCell

_MOST = 1_000  # cells that are compared with each other


def find_lost(
    blueprint: Blueprint, given: Sequence[HandedInCell]
) -> tuple[list[HandedInCell], list[str]]:
    """The cells, those that were found again under their names, and notes on the answers."""
    frame = blueprint.by_name
    there = {cell.name for cell in given if cell.name in frame}
    found = [replace(cell, name=cell.name if cell.name in frame else None) for cell in given]
    if there == frame.keys() or len(blueprint.page) > _MOST or len(found) > _MOST:
        return found, []
    # A cell that kept its name is known by it, whatever was written into it.
    wanted = [
        ("", name) if name in there else (kind, text.strip()) for name, kind, text in blueprint.page
    ]
    have = [("", cell.name) if cell.name else (cell.kind, cell.source.strip()) for cell in found]
    names: dict[int, str] = {}
    for what, a, b, c, d in SequenceMatcher(None, wanted, have, autojunk=False).get_opcodes():
        if what == "equal":
            for place, number in zip(range(a, b), range(c, d), strict=True):
                name = blueprint.page[place][0]
                if name is not None and found[number].name is None:
                    names[number] = name
        elif what == "replace":
            names |= _by_place(blueprint, found, (a, b), (c, d))
    notes = []
    for number, name in names.items():
        found[number] = replace(found[number], name=name)
        if frame[name].answer and frame[name].marked:
            notes.append(f"'{name}' had lost its metadata: the cell that stands there was taken")
    return found, notes


def _by_place(
    blueprint: Blueprint,
    found: Sequence[HandedInCell],
    wanted: tuple[int, int],
    have: tuple[int, int],
) -> dict[int, str]:
    """The answers missing in one gap, and the cells of their kinds that stand in it instead.

    Counted from the end: what a student writes more than once stands before the last version, and
    prose of the instructor's that was changed stands before the answer to it.
    """
    frame = blueprint.by_name
    names: dict[int, str] = {}
    for kind in ("code", "markdown", "raw"):
        page = [blueprint.page[n] for n in range(*wanted) if blueprint.page[n][1] == kind]
        cells = [n for n in range(*have) if found[n].kind == kind and found[n].name is None]
        page = [one for one in page if one[0] is None or frame[one[0]].answer]
        for (name, _, _), number in zip(reversed(page), reversed(cells), strict=False):
            if name is not None:
                names[number] = name
    return names
