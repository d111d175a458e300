"""Is the page the same with hidden checks, and is it built from every right answer?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.audit.evidence import Evidence
from autograder.audit.page import Page, error_of, kinds
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise


@question(
    186,
    "what the locked cells show",
    "the same with and without the hidden checks; a picture or a table with every right attempt "
    "where the reference has one, and no error",
)
def later(evidence: Evidence) -> Row:
    """Locked cells, run in one process with the answers."""
    page = evidence.further.page
    wanted = "the same with hidden checks and right attempts"
    if page is None or not evidence.reference.full:
        return Row(0, wanted, "not tried", left_out=True)
    found = (*_hidden(evidence, page), *_right(evidence, page))
    got = "it is" if not found else f"cells that show another thing: {len(found)}"
    return Row(len(page.whole), wanted, got, found)


def _hidden(evidence: Evidence, page: Page) -> Iterator[Surprise]:
    for cell, outputs in page.student.items():
        if _text(outputs) != _text(page.whole[cell]):
            yield _surprise(
                evidence,
                cell,
                "reference, with the hidden checks",
                f"as a student sees it: {_brief(outputs)}",
                _brief(page.whole[cell]),
                "let hidden checks use names of their own, and leave the notebook's tables alone",
            )


def _right(evidence: Evidence, page: Page) -> Iterator[Surprise]:
    seen = set[str]()
    for variation, shown in page.right:
        for cell, outputs in shown.items():
            lost = kinds(page.whole[cell]) - kinds(outputs) - {"text"}
            error = error_of(outputs)
            if cell not in seen and (lost or error):
                seen.add(cell)
                names = "; ".join(f"{one.task}: {one.name}" for one in variation.attempts)
                yield _surprise(
                    evidence,
                    cell,
                    f"right attempts ({names})",
                    f"as with the reference: {', '.join(sorted(kinds(page.whole[cell])))}",
                    _brief(outputs),
                    "let the cell take every answer that the checks take",
                )


def _surprise(
    evidence: Evidence, cell: str, name: str, wanted: str, got: str, remedy: str
) -> Surprise:
    source = next(c.source for c in evidence.subject.notebooks.source.cells if c.id == cell)
    lines = source.strip().splitlines()
    shown = "\n".join(lines[-2:])
    return Surprise("", name, evidence.subject.start, wanted, got, remedy, shown)


def _text(outputs: Sequence[Mapping[str, Any]]) -> list[Any]:
    """What can be compared: pictures count as pictures alone."""
    found: list[Any] = [sorted(kinds(outputs))]
    for output in outputs:
        found.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
    return found


def _brief(outputs: Sequence[Mapping[str, Any]]) -> str:
    error = error_of(outputs)
    if error:
        return error[:200]
    text = " ".join(str(part) for part in _text(outputs)[1:]).strip()
    return f"{', '.join(sorted(kinds(outputs))) or 'nothing'} {text[:120]}".strip()
