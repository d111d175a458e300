"""The labs get the same marks and messages with the wall and without, for every attempt."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from spoiled_lab import REPOSITORY

from autograder.audit.answers.variations import Notebooks, Variation, filled_in
from autograder.audit.bench.cards import Seen, see
from autograder.audit.subject import lab_subject
from autograder.authoring import lab_ids
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.grading.marking.marks import mark
from autograder.grading.nbgrader_api import nbformat
from autograder.grading.proving.walling import cell_to_run, prove
from autograder.grading.submission.notebook import Prepared
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan

pytestmark = [pytest.mark.labs, pytest.mark.timeout(1800)]
Marks = dict[str, tuple[float | None, Seen]]


@pytest.fixture(scope="module")
def own_engine() -> Iterator[Engine]:
    """An engine for both labs."""
    with Engine() as engine:
        yield engine


def _code(notebooks: Notebooks, variation: Variation) -> list[Any]:
    cells = filled_in(notebooks.graded, variation).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def _marks(
    notebooks: Notebooks, server: AssignmentServer, plan: Plan | None, variation: Variation
) -> Marks:
    """The points and the card of each check."""
    code = _code(notebooks, variation)
    execution = server.run([cell_to_run(cell) for cell in code], {}, plan)
    checks = {check.id: check for check in notebooks.checks}
    found: Marks = {}
    for cell, result in zip(code, execution.cells, strict=True):
        if cell.id in checks:
            cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
            given = mark(cell, result, compat=False)
            assert given is not None
            seen = see(result, cell.source, hidden=checks[cell.id].hidden)
            found[cell.id] = given.score, seen
    assert [note for note in execution.notes if "form" in note or "read" in note] == []
    return found


@pytest.mark.parametrize("lab_id", lab_ids(REPOSITORY))
def test_every_attempt_gets_the_same_on_either_side_of_the_wall(
    lab_id: str, own_engine: Engine
) -> None:
    subject = lab_subject(REPOSITORY, lab_id)
    notebooks = subject.notebooks
    server = own_engine.assignment(Limits(), dict(subject.tables))
    try:
        assert server.share_prefix(Prepared(notebooks.graded, {}, []).prefix) == ""
        reference = _code(notebooks, notebooks.everything)
        walling = prove(reference, lambda cells, plan: server.run(cells, {}, plan))
        assert walling.plan is not None, walling.reason
        variations = [notebooks.everything, notebooks.nothing, *notebooks.packed(subject.attempts)]
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(partial(_marks, notebooks, server, None), variations))
            apart = list(pool.map(partial(_marks, notebooks, server, walling.plan), variations))
    finally:
        server.close()
    for variation, one, other in zip(variations, together, apart, strict=True):
        differ = {name: (one[name], other[name]) for name in one if one[name] != other[name]}
        assert differ == {}, f"{variation.name}: in one process, and behind the wall"
