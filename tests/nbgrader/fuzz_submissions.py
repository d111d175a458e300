"""Hand in spoilt submissions by the thousand: notebooks, metadata and files beside them.

    python tests/nbgrader/fuzz_submissions.py --mutants 10000

Each mutant begins as an honest notebook. Whatever it holds, grading must end with a mark or with a
line that says why there is none; it changes nobody else's mark; it gets no more points than the
honest notebook it was made from; nothing of it reaches the terminal but printable text.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader_courses import Course, close_idle
from rich.console import Console
from tiny_notebooks import STUB, answer, essay, graded, locked, notebook, plain

from autograder.cli.display import show_odd, watch
from autograder.engine.outside.engine import Engine
from autograder.grading.courses.course import open_course
from autograder.grading.nbgrader_api import Gradebook, nbformat
from autograder.grading.options import Options
from autograder.grading.run import CourseRun

BATCH = 200
Json = Any
ODD: tuple[Json, ...] = (
    None, True, False, 0, -1, 1, 3, 2**70, 0.5, 1e308, float("nan"), float("inf"), "", "x", "code",
    "markdown", "raw", "\x1b[2J", "\ud800", "a\nb", "=1+1", [], {}, [[]], [None], {"a": 1}, [{}],
    "skip-execution", ["skip-execution"], {"nbgrader": {}}, "q1", "q2", "test-1", "test-2", "setup",
    {"grade_id": "test-1", "grade": True, "locked": True, "points": 99, "solution": False,
     "schema_version": 3}, "9" * 5000, ["x = 1\n", "y = 2"],
)  # fmt: skip
KEYS = (
    "cell_type", "metadata", "source", "outputs", "execution_count", "id", "attachments", "tags",
    "nbgrader", "grade", "grade_id", "locked", "solution", "task", "points", "checksum",
    "schema_version", "nbformat", "nbformat_minor", "cells", "kernelspec", "language_info", "name",
    "language", "worksheets", "crossborder_labs", "image/png",
)  # fmt: skip
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
SOURCE = [
    locked("import math\nbase = 7"),
    answer(f"def f(x):\n    {STUB.splitlines()[1]}", "q1"),
    graded("assert callable(f)\n" + HIDDEN.format("assert f(3) == 3 * base + 11"), 2, "test-1"),
    answer(STUB, "q2"),
    graded(HIDDEN.format("float(g(2) == 91) * 3"), 3, "test-2"),
    essay("YOUR ANSWER HERE", name="words"),
    plain("'the end'"),
]
HONEST = {
    "untouched": (None, None),
    "wrong": ("def f(x):\n    return x", "def g(x):\n    return [x]"),
    "half": ("def f(x):\n    return x", "def g(x):\n    return 91"),
    "right": ("def f(x):\n    return 3 * base + 11 if x == 3 else 0", "def g(x):\n    return 91"),
}

SCORES = {"untouched": 0.0, "wrong": 0.0, "half": 3.0, "right": 5.0}


def _places(tree: Json) -> list[tuple[Any, Any]]:
    """Every place in a tree: a container and a key or an index of it."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in list(pairs):
            found.append((node, key))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


def _odd_value(tree: Json, rng: random.Random) -> None:
    node, key = rng.choice(_places(tree))
    node[key] = copy.deepcopy(rng.choice(ODD))


def _gone(tree: Json, rng: random.Random) -> None:
    node, key = rng.choice(_places(tree))
    del node[key]


def _new_key(tree: Json, rng: random.Random) -> None:
    nodes = [node for node, _ in _places(tree) if isinstance(node, dict)]
    if nodes:
        rng.choice(nodes)[rng.choice(KEYS)] = copy.deepcopy(rng.choice(ODD))


def _cells(tree: Json) -> list[Json]:
    cells = tree.get("cells") if isinstance(tree, dict) else None
    return cells if isinstance(cells, list) else []


def _copied_cell(tree: Json, rng: random.Random) -> None:
    if cells := _cells(tree):
        cells.insert(rng.randrange(len(cells) + 1), copy.deepcopy(rng.choice(cells)))


def _moved_cells(tree: Json, rng: random.Random) -> None:
    rng.shuffle(_cells(tree))


def _deleted_cell(tree: Json, rng: random.Random) -> None:
    if cells := _cells(tree):
        del cells[rng.randrange(len(cells))]


def _tagged(tree: Json, rng: random.Random) -> None:
    for cell in _cells(tree):
        if isinstance(cell, dict) and isinstance(cell.get("metadata"), dict) and rng.random() < 0.5:
            cell["metadata"]["tags"] = ["skip-execution"]


def _swapped_roles(tree: Json, rng: random.Random) -> None:
    cells = [c for c in _cells(tree) if isinstance(c, dict) and isinstance(c.get("metadata"), dict)]
    if len(cells) > 1:
        one, other = rng.sample(cells, 2)
        one["metadata"], other["metadata"] = other["metadata"], one["metadata"]


def _swapped_texts(tree: Json, rng: random.Random) -> None:
    cells = [c for c in _cells(tree) if isinstance(c, dict)]
    if len(cells) > 1:
        one, other = rng.sample(cells, 2)
        one["source"], other["source"] = other.get("source"), one.get("source")


def _no_metadata(tree: Json, rng: random.Random) -> None:
    for cell in _cells(tree):
        if isinstance(cell, dict):
            cell["metadata"] = {}


MUTATIONS: tuple[Callable[[Json, random.Random], None], ...] = (
    _odd_value, _odd_value, _odd_value, _gone, _gone, _new_key, _new_key, _copied_cell,
    _moved_cells, _deleted_cell, _tagged, _swapped_roles, _swapped_texts, _no_metadata,
)  # fmt: skip


def mutant(honest: bytes, rng: random.Random) -> bytes:
    """A notebook that begins as an honest one: changed in its tree, or byte by byte."""
    tree = json.loads(honest)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        if not _places(tree):
            break
        rng.choice(MUTATIONS)(tree, rng)
    data = json.dumps(tree).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        spoilt = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        data = bytes(spoilt[: rng.randint(1, len(spoilt))] if rng.random() < 0.3 else spoilt)
    return data


def _spoil_folder(folder: Path, rng: random.Random) -> None:
    """Odd things beside the notebook, each rarely."""
    odd: tuple[Callable[[], object], ...] = (
        lambda: os.symlink("/etc/passwd", folder / "link.csv"),
        lambda: os.mkfifo(folder / "pipe"),
        lambda: os.truncate(_touched(folder / "sparse.bin"), rng.choice((1 << 20, 1 << 40))),
        lambda: (folder / "/".join("d" * rng.choice((3, 60)))).mkdir(parents=True),
        lambda: _touched(folder / "\x1b]52;c;eA==\x07\x1b[2J.txt"),
        lambda: _touched(folder / "other.ipynb"),
        lambda: _touched(folder / "[x]*.csv"),
        lambda: (folder / "timestamp.txt").write_bytes(
            rng.choice((b"", b"\x00", b"0001-01-01 00:00:00 UTC", b"2026-03-01 12:00:00 UTC",
                        b"10:30 PM", b"\xef\xbb\xbf2026-03-01 12:00:00 UTC", b"9" * 100_000))
        ),
        (folder / "timestamp.txt").mkdir,
    )  # fmt: skip
    while rng.random() < 0.15:
        try:
            rng.choice(odd)()
        except OSError:  # something else stands there already
            continue


def _touched(path: Path) -> Path:
    path.touch()
    return path


@dataclass
class Fuzz:
    """A course with one assignment, graded again and again with other mutants in it."""

    course: Course
    engine: Engine
    rng: random.Random
    honest: Mapping[str, bytes]
    seen: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def batch(self, number: int, size: int, compat: bool) -> None:
        """Grade `size` mutants beside the honest ones; what breaks a promise joins `broken`."""
        shutil.rmtree(self.course.root / "submitted", ignore_errors=True)
        made: dict[str, tuple[str, bytes]] = {}
        for name, data in self.honest.items():
            self.course.submit(name, "ps", {"p1": data})
        for one in range(size):
            kind = self.rng.choice(tuple(self.honest))
            student, data = f"m{number}-{one}", mutant(self.honest[kind], self.rng)
            made[student] = kind, data
            _spoil_folder(self.course.submit(student, "ps", {"p1": data}), self.rng)
        scores = self._graded(compat)
        for name in self.honest:
            if scores.get(name) != SCORES[name]:
                self.broken.append(f"batch {number}: {name} got {scores.get(name)}")
        for student, (kind, data) in made.items():
            score = scores.get(student)
            self.seen["graded" if score is not None else "not graded"] += 1
            if score is not None and score > SCORES[kind]:
                place = Path(tempfile.gettempdir()) / f"fuzz-{student}.ipynb"
                place.write_bytes(data)
                self.broken.append(f"{student}, once {kind}, got {score}: see {place}")

    def _graded(self, compat: bool) -> dict[str, float]:
        options = Options(force=True, compat=compat)
        run = CourseRun(open_course(self.course.root), options, self.engine)
        screen = Console(file=io.StringIO(), width=200)
        watch(screen, run, ["ps"])
        show_odd(screen, run)
        json.dumps(run.as_dict())
        shown = screen.file.getvalue()  # type: ignore[attr-defined]
        odd = {c for c in shown if not (c.isprintable() or c == "\n")}
        if odd:
            self.broken.append(f"characters on the terminal: {sorted(odd)!r}")
        for result in run.results:
            if "please report it" in result.problem or (
                result.problem and result.student in HONEST
            ):
                self.broken.append(f"{result.student}: {result.problem}")
        return {r.student: r.score for r in run.results if r.score is not None}


def make_course(root: Path) -> tuple[Course, dict[str, bytes]]:
    """The course, and its honest notebooks by name."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}"):
        pass
    course = Course(root).configure()
    course.source("ps", {"p1": notebook(*SOURCE)})
    course.generate("ps")
    honest = {}
    for name, answers in HONEST.items():
        made = course.released("ps")
        for cell in made.cells:
            place = {"q1": 0, "q2": 1}.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if place is not None and answers[place] is not None:
                cell.source = answers[place]
        honest[name] = nbformat.writes(made).encode()
    return course, honest


def fuzz(root: Path, mutants: int, seed: int, batch: int = BATCH) -> Fuzz:
    """Grade that many mutants in batches; every fourth batch with `--compat`."""
    course, honest = make_course(root)
    with Engine() as engine:
        found = Fuzz(course, engine, random.Random(seed), honest)
        for number in range(-(-mutants // batch)):
            found.batch(number, min(batch, mutants - number * batch), compat=number % 4 == 3)
    return found


def main() -> int:
    """From the command line: fuzz, say what came of it; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = fuzz(Path(folder), given.mutants, given.seed)
    close_idle()
    print(f"{given.mutants:,} mutants in {time.monotonic() - started:.0f} s: {dict(found.seen)}")
    for line in found.broken[:50]:
        print(ascii(line))
    print(f"{len(found.broken)} promises broken")
    return bool(found.broken)


if __name__ == "__main__":
    sys.exit(main())
