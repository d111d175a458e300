"""Makes nbgrader's source notebook of a lab."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Set
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder import RECORD
from autograder.authoring import regions
from autograder.authoring.checkcode import as_built, read_check
from autograder.authoring.model import Cell, Lab, Role
from autograder.checks.catalogue import text
from autograder.forbidden.reference import TAG

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# JupyterLab goes on after an error in such a cell, so "Run All" reaches every task.
_GOES_ON = {"tags": ["raises-exception"]}
OUTCOME = "outcome:"
_FOLDED = {"jupyter": {"source_hidden": True}}


def source_notebook(lab: Lab, lang: str = "en") -> NotebookNode:
    """The notebook with answers, hidden checks and rubrics, in nbgrader's metadata version 3.

    A cell's id is its grade id (`growth`, `growth-check`, `growth-hidden`, `setup`, `hints`,
    `messages`), that of prose its number. The same lab gives the same notebook. Its metadata say
    in which language it is, and in which its checks can speak.
    """
    writer = _Writer(lab, lang)
    for cell in lab.cells:
        writer.add(cell)
    notebook = new_notebook(cells=writer.cells)
    notebook.metadata = NotebookNode(kernelspec=_KERNEL, language_info={"name": "python"})
    notebook.metadata[RECORD] = NotebookNode(
        lab=lab.id, lab_version=lab.module.version, language=lang, languages=_languages(lab)
    )
    notebook.nbformat_minor = 5
    return notebook


class _Writer:
    def __init__(self, lab: Lab, lang: str) -> None:
        self.lab, self.lang = lab, lang
        self.cells: list[NotebookNode] = []
        self._numbers: Counter[str] = Counter()
        self._hinted: set[str] = set()

    def add(self, cell: Cell) -> None:
        """Write one cell of the lab; some become two, hints of a task become one."""
        task = cell.task or ""
        match cell.role:
            case None if cell.kind == "markdown":
                self._prose(cell.source)
            case None:
                self._code(self._named("setup"), cell.source, locked=True)
                if self._numbers["setup"] == 1:
                    self._hints()
                    self._messages()
            case Role.ANSWER:
                tags = [*_GOES_ON["tags"], *(f"{TAG}{rule}" for rule in cell.forbid)]
                self._code(task, cell.source, solution=True, more={"tags": tags})
            case Role.CHECK:
                self._test(self._named(f"{task}-check"), cell.source, cell)
            case Role.HIDDEN:
                hidden = regions.wrap(self._hidden(cell), regions.HIDDEN_TESTS)
                source = f"# {text('notebook.hidden', self.lang)}\n{hidden}"
                self._test(self._named(f"{task}-hidden"), source, cell)
            case Role.HINT if task not in self._hinted:
                self._hinted.add(task)
                source = f'# {text("notebook.stuck", self.lang)}\n# hint("{task}")'
                self.cells.append(new_code_cell(source, id=f"{task}-hint"))
            case Role.WRITTEN:
                parts = regions.split(cell.source, regions.MARK_SCHEME)
                if parts.outside:
                    self._prose(parts.outside)
                self._written(task, parts.inside, cell)

    def _prose(self, source: str) -> None:
        self._numbers["prose"] += 1
        name = f"prose-{self._numbers['prose']}"
        self.cells.append(new_markdown_cell(source, id=name))

    def _code(
        self, name: str, source: str, more: dict[str, Any] | None = None, **marks: Any
    ) -> None:
        metadata = {"nbgrader": _nbgrader(name, **marks), **(more or {})}
        self.cells.append(new_code_cell(source, id=name, metadata=metadata))

    def _test(self, name: str, source: str, cell: Cell) -> None:
        more = {"tags": [*_GOES_ON["tags"], *_outcome(cell)]}
        self._code(name, source, grade=True, locked=True, points=cell.points, more=more)

    def _written(self, name: str, rubric: str, cell: Cell) -> None:
        marks = _nbgrader(name, grade=True, solution=True, points=cell.points)
        metadata = {"nbgrader": marks, "tags": _outcome(cell)}
        self.cells.append(new_markdown_cell(rubric, id=name, metadata=metadata))

    def _hints(self) -> None:
        lines = [
            f"# {text('notebook.hints', self.lang)}",
            "from autograder.checks import add_hints, hint, speak",
            f'\nspeak("{self.lang}")',
        ]
        for task in self.lab.tasks.values():
            hints = [cell.source for cell in task.having(Role.HINT)]
            if hints:
                rungs = "".join(f"    {json.dumps(one, ensure_ascii=False)},\n" for one in hints)
                lines.append(f'\nadd_hints("{task.id}", [\n{rungs}])')
        self._code("hints", "\n".join(lines), locked=True, more=_FOLDED)

    def _messages(self) -> None:
        """The texts of the visible checks; those of a hidden check stand beside it."""
        lines = [
            f"# {text('notebook.messages', self.lang)}",
            "from autograder.checks import add_messages\n",
            self._texts(_used(self.lab.cells, Role.CHECK)),
        ]
        self._code("messages", "\n".join(lines), locked=True, more=_FOLDED)

    def _hidden(self, cell: Cell) -> str:
        own = _used([cell], Role.HIDDEN) - _used(self.lab.cells, Role.CHECK)
        return f"{self._texts(own)}\n{as_built(cell)}" if own else as_built(cell)

    def _texts(self, names: Set[str]) -> str:
        """Calls that register some texts, in every language that the lab has."""
        calls = []
        for lang in _languages(self.lab):
            own = (message for message in self.lab.messages.values() if message.id in names)
            entries = "".join(
                f"    {json.dumps(one.id)}: {json.dumps(one.texts[lang], ensure_ascii=False)},\n"
                for one in own
                if lang in one.texts
            )
            calls.append(f'add_messages("{lang}", {{\n{entries}}})')
        return "\n".join(calls)

    def _named(self, name: str) -> str:
        self._numbers[name] += 1
        number = self._numbers[name]
        return name if number == 1 else f"{name}-{number}"


def _languages(lab: Lab) -> list[str]:
    """The languages of the lab's messages, English first."""
    found = {lang for message in lab.messages.values() for lang in message.texts}
    return sorted(found | {"en"}, key=lambda lang: (lang != "en", lang))


def _used(cells: Iterable[Cell], role: Role) -> set[str]:
    """The ids of the messages that the check cells of a role name."""
    return {use.id for cell in cells if cell.role is role for use in read_check(cell).uses}


def _outcome(cell: Cell) -> list[str]:
    """The tag by which a report finds what a graded cell assesses."""
    return [f"{OUTCOME}{cell.outcome}"] if cell.outcome else []


def _nbgrader(
    name: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    points: float | None = None,
) -> dict[str, Any]:
    marks = {
        "schema_version": 3,
        "grade_id": name,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    if points is not None:
        marks["points"] = int(points) if points == int(points) else points
    return marks
