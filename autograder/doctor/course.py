"""The course folder: settings that nbgrader never reads, and what students were given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from traitlets.config import Configurable
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

from autograder.cells import grade_id
from autograder.checks.course import SEED_VARIABLE
from autograder.doctor.finding import Finding, broken, good, warn
from autograder.errors import LabsError
from autograder.grading.courses.configuration import FILE
from autograder.grading.courses.course import Course
from autograder.grading.courses.seed import SEED_FILE, read_seed
from autograder.grading.instructor.freshness import (
    changed_since_generated,
    written_by_nbgrader,
)
from autograder.grading.instructor.instructors import read_notebook
from autograder.grading.instructor.source import read_assignment
from autograder.grading.proving.proof import Proofs
from autograder.grading.records.gradebook import open_gradebook

_JUPYTERS = ("ServerApp", "LabApp", "LabServerApp", "NotebookApp", "JupyterHub", "Spawner")
_REGIONS = re.compile(r"(?m)^\s*(?:#+|<!--)?\s*=*\s*BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\b")


def settings(course: Course, folder: Path) -> Finding:
    """Whether nbgrader reads every setting, and takes this folder for the course."""
    name = "configuration"
    named = f"{FILE}.py"
    if course.root.resolve() != folder.resolve():
        return warn(
            name, f"CourseDirectory.root is {course.root}, not this folder",
            f"name that folder with --course, or mend {named}",
        )  # fmt: skip
    astray = [
        path.name
        for path in sorted(folder.iterdir())
        if re.sub(r"[^a-z]", "", path.name.lower()).startswith(("nbgraderconf", "confignbgrader"))
        and path.name not in (named, f"{FILE}.json")
    ]
    if astray:
        return warn(name, f"nbgrader does not read {astray[0]}", f"rename it to {named}")
    unread = [found for config in _written(folder) for found in _unread(config)]
    if unread:
        says, remedy = unread[0]
        more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
        return warn(name, says + more, remedy)
    return good(name, f"every setting is read; the course is {course.root}")


def seed(course: Course, folder: Path) -> Finding:
    """Whether the hidden checks have a seed of this course's own that only its account can read."""
    name = "hidden seed"
    path = folder / SEED_FILE
    found = read_seed(folder, Proofs(course.root).seeded)
    if found is None:
        return good(name, f"there is none yet: `labs grade` makes {SEED_FILE}")
    if not path.exists():
        return good(name, f"it comes from {SEED_VARIABLE}")
    if path.stat().st_mode & 0o077:
        return warn(name, f"{path} can be read by other accounts", f"chmod 600 {path}")
    return good(name, f"{SEED_FILE} holds one; keep it in the backup of the gradebook")


def _written(folder: Path) -> Iterator[Any]:
    """The settings that stand in the course's own files."""
    loaders = {f"{FILE}.py": PyFileConfigLoader, f"{FILE}.json": JSONFileConfigLoader}
    for name, loader in loaders.items():
        if (folder / name).is_file():
            yield loader(name, path=str(folder)).load_config()


def _unread(config: Any) -> Iterator[tuple[str, str]]:
    """Settings of classes or of options that there are not."""
    classes = {kind.__name__: kind for kind in _all_subclasses(Configurable)}
    for section, values in config.items():
        kind = classes.get(section)
        if section in _JUPYTERS:
            yield (
                f"c.{section} is Jupyter's, which reads another file",
                "move it to jupyter_server_config.py in a folder of `jupyter --paths`",
            )
        elif kind is None:
            near = get_close_matches(section, classes, 1)
            hint = f"; did you mean c.{near[0]}?" if near else ""
            yield f"nbgrader reads no c.{section}", f"mend the name{hint}"
        else:
            options = kind.class_traits(config=True)
            for option in values:
                if option not in options:
                    near = get_close_matches(option, options, 1)
                    hint = f"; did you mean {near[0]}?" if near else ""
                    yield f"c.{section} has no option {option}", f"mend the name{hint}"


def _all_subclasses(kind: Any) -> Iterator[Any]:
    for below in kind.__subclasses__():
        yield below
        yield from _all_subclasses(below)


def released(course: Course) -> list[Finding]:
    """For each assignment whether its release is current, and holds nothing that it should not."""
    found: list[Finding] = []
    pattern = course.path("source", ".", "*")
    for source in sorted(path for path in pattern.parent.glob("*") if path.is_dir()):
        if source.name.startswith("."):
            continue
        found += _not_generated(course, source)
        release = course.path("release", ".", source.name)
        for reference in sorted(source.glob("*.ipynb")):
            place = release / reference.name
            if place.is_file():
                found += _compare(course, source.name, reference, place)
    return found or [good("release", "it is as new as the source, without solutions")]


def _not_generated(course: Course, source: Path) -> list[Finding]:
    """Whether the gradebook marks with the checks that the source has now."""
    try:
        with open_gradebook(course) as gradebook:
            notebooks = read_assignment(gradebook, source.name)
    except LabsError:  # no gradebook, or never generated: there is nothing old
        return []
    for name, stored in notebooks.items():
        changed = changed_since_generated(source / f"{name}.ipynb", stored)
        if changed:
            return [
                warn(
                    "release", f"{source.name}: '{changed[0]}' was changed since it was generated; "
                    "marks are given by the old one", _generate(source.name),
                )
            ]  # fmt: skip
    return []


def _generate(assignment: str) -> str:
    return f"nbgrader generate_assignment {assignment} --force, then labs regrade {assignment}"


def _compare(course: Course, assignment: str, reference: Path, place: Path) -> list[Finding]:
    """One released notebook beside its source, and beside what nbgrader makes of the source."""
    where = f"{assignment}/{place.name}"
    try:
        source, given = read_notebook(reference), read_notebook(place)
    except LabsError as error:
        return [broken("release", f"{where}: {error.problem}", f"write it again: nbgrader "
                       f"generate_assignment {assignment} --force")]  # fmt: skip
    for cell in given.cells:
        region = _REGIONS.search(cell.source)
        if region:
            return [_leak(where, f"a region BEGIN {region[1]}", assignment)]
    try:
        made = _as_released(course, source)
    except (RuntimeError, ValueError) as error:
        return [broken("release", f"{where}: nbgrader cannot make it ({error})",
                       f"mend {reference}")]  # fmt: skip
    here = _named(given)
    for name, cell in _named(made).items():
        whole = _named(source)[name]
        shown = here.get(name)
        if shown is not None and shown.source == whole.source != cell.source:
            return [_leak(where, f"the whole '{name}'", assignment)]
    for name, cell in _named(made).items():
        shown = here.get(name)
        if shown is None or (shown.source != cell.source and not written_by_nbgrader(cell)):
            return [_old(where, f"'{name}'", assignment)]
    missing = set(_prose(made)) - set(_prose(given))
    return [_old(where, "prose", assignment)] if missing else []


def _leak(where: str, what: str, assignment: str) -> Finding:
    return broken(
        "release", f"{where} gives away {what}",
        f"take it back (nbgrader list --remove {assignment}), then "
        f"nbgrader generate_assignment {assignment} --force",
    )  # fmt: skip


def _old(where: str, what: str, assignment: str) -> Finding:
    return warn("release", f"{where} is older than its source: {what} differs",
                f"nbgrader generate_assignment {assignment} --force")  # fmt: skip


def _as_released(course: Course, source: Any) -> Any:
    """What nbgrader's own steps leave of a source notebook, with the course's configuration."""
    notebook: Any = deepcopy(source)
    resources: dict[str, Any] = {"metadata": {}, "nbgrader": {}}
    for step in (ClearSolutions, ClearHiddenTests, ClearMarkScheme):
        notebook, resources = step(parent=course.app).preprocess(notebook, resources)
    return notebook


def _named(notebook: Any) -> dict[str, Any]:
    return {name: cell for cell in notebook.cells if (name := grade_id(cell))}


def _prose(notebook: Any) -> list[str]:
    return [cell.source for cell in notebook.cells if not grade_id(cell)]
