"""Settles where the tests of a notebook run: from the proof that was kept, or from a new one."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.instructor.source import NotebookSource
from autograder.grading.proving.proof import Key, Proof, Proofs, key_of
from autograder.grading.proving.walling import (
    ASKED_FOR,
    COMPATIBLE,
    Run,
    Scores,
    Walling,
    in_one_process,
    name,
    plan_of,
    prove,
    role,
)
from autograder.sandbox.level import Level
from autograder.wall.plan import Role


@dataclass(frozen=True)
class Wishes:
    """What was asked for: by options, by grading.toml, by the notebook.

    second_opinion   for all tests, for none, or (None) for those that may test nothing
    anew             prove again although nothing has changed
    anyway           accept a reference that gets other marks than before
    """

    compat: bool = False
    wall: bool = True
    second_opinion: bool | None = None
    anew: bool = False
    anyway: bool = False


@dataclass(frozen=True)
class Settling:
    """One notebook of an assignment; `surroundings` are all else that its marks depend on."""

    proofs: Proofs
    assignment: str
    source: NotebookSource
    files: Mapping[str, Path]
    wishes: Wishes
    surroundings: Sequence[Any]

    def settle(self, notebook: Any, code: Sequence[Any], run: Run) -> tuple[Walling, list[str]]:
        """Where the tests run, and notes; `code` are the code cells of the prepared reference.

        Raises `CourseError` where the reference gets other marks than before although nothing of
        the assignment has changed.
        """
        key = self._key(notebook)
        kept = self.proofs.read(self.assignment, self._record)
        if kept is not None and kept.key == key and not self.wishes.anew:
            with contextlib.suppress(ValueError):
                return kept.walling(lambda lean: plan_of(code, lean)), []
        walling = self._prove(code, run)
        earlier = kept or self.proofs.read(self.assignment, self.source.name)
        if earlier is not None and earlier.key.content == key.content and not self.wishes.anyway:
            self._refuse_other_marks(earlier, walling)
        failed = self.proofs.write(self.assignment, self._record, key, walling)
        return walling, [f"its proof cannot be kept ({failed})"] if failed else []

    @property
    def _walled(self) -> bool:
        return self.wishes.wall and not self.wishes.compat

    @property
    def _record(self) -> str:
        return self.source.name if self._walled else f"{self.source.name}+open"

    def _key(self, notebook: Any) -> Key:
        cells = [[cell.cell_type, cell.source, cell.metadata] for cell in notebook.cells]
        stored = [
            [cell.name, cell.source, cell.locked]
            for cell in sorted(self.source.source_cells, key=lambda cell: cell.name)
        ]
        points = [
            [c.name, c.max_score] for c in (*self.source.grade_cells, *self.source.task_cells)
        ]
        wishes = [self.wishes.compat, self.wishes.wall, self.wishes.second_opinion]
        try:
            return key_of([cells, stored, sorted(points)], self.files, [*self.surroundings, wishes])
        except OSError as error:
            raise CourseError(
                f"{error.filename} cannot be read ({error.strerror})",
                "let it be read, or remove it",
            ) from error

    def _prove(self, code: Sequence[Any], run: Run) -> Walling:
        if not self._walled:
            return in_one_process(code, run, COMPATIBLE if self.wishes.compat else ASKED_FOR)
        return prove(code, run, self._untouched(code), self.wishes.second_opinion)

    def _untouched(self, code: Sequence[Any]) -> list[Any]:
        """The code cells with the stubs that students get; none if there is no answer."""
        stubs = {cell.name: cell.source for cell in self.source.source_cells if not cell.locked}
        cells = copy.deepcopy(list(code))
        for cell in cells:
            if role(cell) is Role.ANSWER:
                cell.source = stubs.get(name(cell), cell.source)
        same = all(new.source == old.source for new, old in zip(cells, code, strict=True))
        return [] if same else cells

    def _refuse_other_marks(self, earlier: Proof, walling: Walling) -> None:
        now: tuple[Scores, Scores] = (walling.one_process, walling.behind_wall)
        before = (earlier.settled["one_process"], earlier.settled["behind_wall"])
        for then, scores in zip(before, now, strict=True):
            for test, points in then.items():
                if test in scores and scores[test] != points:
                    raise CourseError(
                        f"{self.source.name}: the reference got {_points(points)} in '{test}' and "
                        f"gets {_points(scores[test])} now, though the assignment is the same",
                        "look at the seed, the tables, grading.toml and what is installed, or say "
                        "that it is meant: --force-anyway",
                    )


def refuse_open(notebook: str, walling: Walling, level: Level) -> None:
    """Raise `CourseError` where a test does not run behind the wall."""
    why = f"no test runs there: {walling.reason}" if walling.reason else ""
    if not why and level is Level.NONE:
        why = "at isolation none nothing is out of reach of student code; use another level"
    if not why and walling.moved:
        why = next(f"'{test}' does not run there: {why}" for test, why in walling.moved.items())
    if why:
        raise CourseError(
            f"{notebook}: grading.toml asks for the wall (require_wall), and {why}",
            "mend the test, or take require_wall away",
        )


def _points(score: float | None) -> str:
    return "no points" if score is None else f"{score:g}"
