"""Do checks leave the names of the notebook alone?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.wall.names import names_of


@question(
    182,
    "names that checks give a value to",
    "none that a cell below reads which is no check: later pages would show the check's own value",
)
def bound(evidence: Evidence) -> Row:
    """The names of all checks, and who reads them."""
    checks = {check.id: check for check in evidence.subject.notebooks.checks}
    cells = [c for c in evidence.subject.notebooks.source.cells if c.cell_type == "code"]
    found = tuple(_surprises(evidence, cells, checks))
    got = "none" if not found else f"checks that do: {len(found)}"
    return Row(len(checks), "none that others read", got, found)


def _surprises(evidence: Evidence, cells: list, checks: dict) -> Iterator[Surprise]:  # type: ignore[type-arg]
    names = [names_of(cell.source) for cell in cells]
    for number, cell in enumerate(cells):
        check = checks.get(cell.id)
        if check is None:
            continue
        taken = set[str]()
        for other, own in zip(cells[number + 1 :], names[number + 1 :], strict=True):
            if other.id in checks:
                continue
            taken |= names[number].binds & (own.borrows | own.later)
        for name in sorted(taken):
            yield Surprise(
                check.task,
                f"{'hidden' if check.hidden else 'visible'} check, {name}",
                evidence.subject.cell_place(cell.id),
                "names of its own",
                f"a cell below reads {name}, too",
                f"call it _{name}, or put the code of the check into a function",
            )
