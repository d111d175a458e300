"""The audit's own version, and which files have changed since it was last confirmed.

A proof holds for one version. It is raised by hand when a change of the code may change a mark.
That nobody forgets to ask is the work of the hashes beside it: a test fails until somebody has
either raised the version or confirmed that it stays.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.audit.proofs.barecode import bare
from autograder.files import write_whole
from autograder.libraries import DISTRIBUTIONS

PACKAGE = Path(__file__).parents[3]
FILE = Path(__file__).with_name("version.toml")
_HEAD = """\
# Written by `labs audit --confirm-code` and `labs audit --raise-version`, see docs/audit.md.
# The files are those whose code may change a mark; docstrings and comments are not in the hashes.
"""
# What checks, runs and marks an answer, and what tries them.
CODE = (
    "autograder/audit",
    "autograder/authoring/checkcode.py",
    "autograder/authoring/notebook.py",
    "autograder/authoring/regions.py",
    "autograder/authoring/release.py",
    "autograder/checks",
    "autograder/engine",
    "autograder/grading/marking",
    "autograder/grading/proving/walling.py",
    "autograder/grading/submission/notebook.py",
    "autograder/preloaded.py",
    "autograder/sandbox",
    "autograder/wall",
)
# Of the audit these say when something is proven, not what comes out.
_NOT = ("autograder/audit/proofs/",)
_LOCKED = "requirements.lock"
_LIBRARIES = frozenset({"ipython", *(name.lower() for name in DISTRIBUTIONS)})


def audit_version() -> int:
    """The version of the audit for which proofs are made now."""
    return int(tomllib.loads(FILE.read_text("utf-8"))["version"])


def changed_code(root: Path) -> list[str]:
    """The files of the clone at `root` that have changed, come or gone since the last word."""
    known: Mapping[str, str] = tomllib.loads(FILE.read_text("utf-8"))["code"]
    now = _hashes(root)
    return sorted(name for name in {*known, *now} if known.get(name) != now.get(name))


def record(root: Path, *, raised: bool) -> int:
    """Note the code as it is now in the clone at `root`, and raise the version if asked to.

    Returns the version. If a merge has left two of them in the file, the larger one counts.
    """
    file = root / FILE.relative_to(PACKAGE)
    versions = re.findall(r"^version = (\d+)$", file.read_text("utf-8"), re.MULTILINE)
    version = max(map(int, versions), default=0) + raised
    lines = [f'"{name}" = "{value}"' for name, value in _hashes(root).items()]
    text = f"{_HEAD}version = {version}\n\n[code]\n" + "\n".join(lines) + "\n"
    write_whole(file, text)
    return version


def _hashes(root: Path) -> dict[str, str]:
    found = _libraries(root)
    for file in _files(root):
        found[file.relative_to(root).as_posix()] = bare(file.read_text("utf-8"))
    return {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in found.items()}


def _files(root: Path) -> Iterator[Path]:
    for name in CODE:
        place = root / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if file.is_file() and not file.relative_to(root).as_posix().startswith(_NOT):
                yield file


def _libraries(root: Path) -> dict[str, str]:
    """The versions of the libraries that notebooks use; some have one for each Python."""
    versions = dict[str, str]()
    for line in (root / _LOCKED).read_text("utf-8").splitlines():
        name, pinned, rest = line.partition("==")
        if pinned and name in _LIBRARIES:
            key = f"{_LOCKED}: {name}"
            versions[key] = f"{versions.get(key, '')} {rest.partition(' ')[0]}"
    return versions
