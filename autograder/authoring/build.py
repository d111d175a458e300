"""Builds the notebooks of a lab and compares them with what is on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat

from autograder.authoring.lint import lint
from autograder.authoring.model import Lab
from autograder.authoring.notebook import source_notebook
from autograder.authoring.problems import AuthoringError
from autograder.authoring.reader import known_outcomes, lab_ids, read_lab
from autograder.authoring.release import release_notebook

SOLUTIONS, EXERCISES = Path("solutions"), Path("exercises")
LANGUAGES = ("en",)


def build_lab(root: Path, lab_id: str) -> dict[Path, str]:
    """The text of a lab's notebooks by their path below `root`; nothing is written.

    Raises:
        LabsError: there is no such lab.
        AuthoringError: the lab has mistakes; all that were found are named.
    """
    lab = read_lab(root, lab_id)
    problems = lint(lab, known_outcomes(root))
    if problems:
        raise AuthoringError(problems)
    return {path: text for lang in LANGUAGES for path, text in _notebooks(lab, lang).items()}


def write(root: Path, files: Mapping[Path, str]) -> list[Path]:
    """Write built files below `root`; those that changed are returned."""
    changed = drift(root, files)
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(files[path], "utf-8", newline="\n")
    return changed


def drift(root: Path, files: Mapping[Path, str]) -> list[Path]:
    """The built files that are missing below `root` or differ from it, byte for byte."""
    return [
        path
        for path, text in files.items()
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    ]


def strays(root: Path) -> list[Path]:
    """Notebooks below `solutions` and `exercises` that no lab builds, relative to `root`."""
    built = {
        path for lab_id in lab_ids(root) for lang in LANGUAGES for path in _paths(lab_id, lang)
    }
    found = {
        path.relative_to(root)
        for top in (SOLUTIONS, EXERCISES)
        for path in (root / top).glob("*/*/*.ipynb")
    }
    return sorted(found - built)


def _notebooks(lab: Lab, lang: str) -> dict[Path, str]:
    source = source_notebook(lab, lang)
    notebooks = (source, release_notebook(source))
    return {
        path: nbformat.writes(notebook, version=4) + "\n"
        for path, notebook in zip(_paths(lab.id, lang), notebooks, strict=True)
    }


def _paths(lab_id: str, lang: str) -> tuple[Path, Path]:
    name = f"{lab_id}.ipynb"
    return SOLUTIONS / lang / lab_id / name, EXERCISES / lang / lab_id / name
