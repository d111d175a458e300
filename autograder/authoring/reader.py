"""Finds labs in a clone and reads them."""

from __future__ import annotations

from pathlib import Path

import autograder
from autograder.authoring.attempts import read_attempts
from autograder.authoring.labfile import read_cells
from autograder.authoring.model import Lab, Role
from autograder.authoring.problems import AuthoringError, Problem
from autograder.authoring.tomlfiles import read_messages, read_module
from autograder.errors import LabsError

MODULES = Path("course") / "modules"


def find_root(start: Path) -> Path:
    """The folder at or above `start` that holds `course/modules`.

    Raises:
        LabsError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / MODULES).is_dir():
            return folder
    raise LabsError(f"no {MODULES} at or above {start}", "go to a clone of the course first")


def find_clone() -> Path:
    """The clone of this project at or above the current folder, or the one that is installed.

    Raises:
        LabsError: there is none with a lab in it.
    """
    for start in (Path.cwd(), Path(autograder.__file__).parent):
        try:
            root = find_root(start)
        except LabsError:
            continue
        if lab_ids(root):
            return root
    raise LabsError(
        "no labs were found: they are in a clone of crossborder-labs, not in the installed package",
        "run this in a clone, or run: labs demo --example",
    )


def lab_ids(root: Path) -> list[str]:
    """The names of all labs that have a `lab.py`, in order."""
    return sorted(path.parent.name for path in (root / MODULES).glob("*/*/lab.py"))


def known_outcomes(root: Path) -> frozenset[str]:
    """The ids of the outcomes of all modules; a module that cannot be read has none."""
    paths = (root / MODULES).glob("*/module.toml")
    modules = (read_module(path, []) for path in paths)
    return frozenset(name for module in modules if module for name in module.outcomes)


def read_lab(root: Path, lab_id: str) -> Lab:
    """One lab with its module, messages and attempts.

    Raises:
        LabsError: there is no such lab.
        AuthoringError: its files have mistakes of form; all of them are named.
    """
    paths = (root / MODULES).glob("*/*/lab.py")
    found = sorted(path for path in paths if path.parent.name == lab_id)
    if not found:
        known = ", ".join(lab_ids(root)) or "none yet"
        raise LabsError(f"there is no lab {lab_id!r:.80}", f"labs here: {known}")
    folder = found[0].parent
    problems: list[Problem] = []
    if len(found) > 1:
        what = f"lab '{lab_id}' stands in two modules"
        problems.append(Problem(found[1], 0, what, "rename one of the folders"))
    module = read_module(folder.parent / "module.toml", problems)
    cells = read_cells(folder / "lab.py", problems)
    messages = read_messages(folder / "messages.toml", problems)
    references = {
        cell.task: cell.source for cell in cells if cell.task and cell.role is Role.ANSWER
    }
    attempts = read_attempts(folder / "attempts.py", problems, references)
    if module is not None and lab_id not in module.labs:
        what = f"no table for lab '{lab_id}'"
        problems.append(Problem(module.path, 0, what, f"add [labs.{lab_id}] with title, minutes"))
    if problems or module is None:
        raise AuthoringError(problems)
    return Lab(folder, module, cells, messages, attempts)
