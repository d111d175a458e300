"""The programs that the shell finds, and whether other accounts can run this Python."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import distributions, version
from pathlib import Path

from autograder.doctor.finding import Finding, broken, good, warn

_SECONDS = 60


def nbgrader_versions(search: Sequence[str], folders: Sequence[str] | None = None) -> Finding:
    """Whether the `nbgrader` that the shell finds is this one; `search` are the folders of PATH.

    `folders` are those that Python imports from; by default its own.
    """
    name = "nbgrader"
    ours = version(name)
    installed = sorted(
        {
            str(found.locate_file(""))
            for found in distributions(name=name, path=list(folders or sys.path))
        }
    )
    if len(installed) > 1:
        return warn(
            name, f"it is installed twice: in {' and in '.join(installed)}",
            f"uninstall one: {_shown(sys.executable)} -m pip uninstall nbgrader",
        )  # fmt: skip
    home = str(Path(sys.prefix, "bin"))
    first = shutil.which(name, path=os.pathsep.join(search))
    if first is None:
        return warn(name, f"the shell does not find it; it is in {home}", _activate())
    if os.path.realpath(os.path.dirname(first)) == os.path.realpath(home):
        return good(name, f"version {ours} in {home}")
    theirs = _version(first)
    if theirs == ours:
        return warn(name, f"the shell starts {first}, of another environment", _activate())
    told = f"version {theirs}" if theirs else "which does not start"
    return broken(name, f"the shell starts {first}, {told}; this one is {ours}", _activate())


def _version(program: str) -> str:
    """What a program answers to --version, "" if it does not."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.split()
    return lines[-1] if done.returncode == 0 and lines else ""


def _activate() -> str:
    return (
        f"activate this environment first: source {_shown(str(Path(sys.prefix, 'bin/activate')))}"
    )


def _shown(path: str) -> str:
    return f"'{path}'" if " " in path else path


def alembic_on_path(search: Sequence[str], gradebook_exists: bool) -> Finding:
    """Whether nbgrader finds the program that it calls by its bare name for a new gradebook."""
    name = "alembic"
    found = shutil.which(name, path=os.pathsep.join(search))
    if found is not None:
        return good(name, f"found in {os.path.dirname(found)}")
    says = "the shell does not find it; nbgrader needs it to make or upgrade a gradebook"
    if gradebook_exists:
        return warn(name, says, _activate())
    return broken(name, says, _activate())


def python_for_others(paths: Sequence[str] | None = None) -> Finding:
    """Whether accounts of students, and the sandbox's, can read this Python and its libraries."""
    name = "python for others"
    if paths is None:
        paths = (sys.executable, os.path.realpath(sys.executable), os.__file__, __file__)
    for path in paths:
        for part in _ways(path):
            return warn(
                name, f"other accounts cannot use {path}: {part} is closed to them",
                f"chmod o+rX {_shown(part)}, or install Python and this outside it, in /opt say",
            )  # fmt: skip
    return good(name, f"every account may run {sys.executable}")


def _ways(path: str) -> Iterator[str]:
    """The parts of a path that are closed to others: folders to pass, the file to read."""
    place = Path(path)
    for folder in reversed(place.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            yield str(folder)
    if not place.stat().st_mode & stat.S_IROTH:
        yield str(place)
