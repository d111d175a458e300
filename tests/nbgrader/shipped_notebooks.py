"""The notebooks that nbgrader ships, and how each is used here.

Names are short: `apps/test` is `tests/apps/files/test.ipynb` in the installed package, `docs/...`
is `docs/source/user_guide/...`.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

_SPEC = importlib.util.find_spec("nbgrader")
assert _SPEC is not None
assert _SPEC.origin is not None
PACKAGE = Path(_SPEC.origin).parent
GUIDE = PACKAGE / "docs/source/user_guide"
AUTOTESTS = PACKAGE / "tests/apps/files/autotests.yml"
_FOLDERS = {"apps": "tests/apps/files", "preprocessors": "tests/preprocessors/files",
            "ui-tests": "tests/ui-tests/files", "docs": "docs/source/user_guide"}  # fmt: skip

_CHANGES = ("unchanged", "changed", "grade-cell-changed", "locked-cell-changed")
_TYPES = ("answer-cell-type-changed", "grade-cell-type-changed")


def _itself(name: str) -> tuple[str, list[str]]:
    return name, [name]


def _changed(folder: str, *changes: str) -> tuple[str, list[str]]:
    names = [f"{folder}/submitted-{change}" for change in changes]
    return f"{folder}/submitted-unchanged", names


def _autotest(kind: str, *changes: str) -> tuple[str, list[str]]:
    return f"apps/autotest-{kind}", [f"apps/autotest-{kind}-{change}" for change in changes]


# Assignment: its source, and the notebooks handed in as p1.ipynb.
SINGLE: dict[str, tuple[str, list[str]]] = {
    "submitted": _changed("apps", *_CHANGES, "cheat-attempt", "cheat-attempt-alternative"),
    "types": _changed("preprocessors", *_CHANGES, *_TYPES),
    "ui": _changed("ui-tests", *_CHANGES, *_TYPES),
    "autotest-simple": _autotest("simple", "unchanged", "changed"),
    "autotest-hashed": _autotest("hashed", "unchanged", "changed"),
    "autotest-multi": _autotest("multi", "unchanged", "changed"),
    "autotest-hidden": _autotest("hidden", "unchanged", "changed-right", "changed-wrong"),
    "test": ("apps/test", ["apps/test", "apps/test-with-output", "apps/test-no-metadata",
                           "apps/test-no-metadata-autotest", "preprocessors/test"]),
    "test-with-output": _itself("apps/test-with-output"),
    "test-preprocessors": _itself("preprocessors/test"),
    "hidden-tests": _itself("apps/test-hidden-tests"),
    "open-file": _itself("apps/open_relative_file"),
    "open-file-ui": _itself("ui-tests/open_relative_file"),
    "envvar": _itself("apps/validating-environment-variable"),
    "zero-points": _itself("apps/validation-zero-points"),
    "side-effects": _itself("apps/side-effects"),
    "taskcell": _itself("preprocessors/test_taskcell"),
    "manual-code": _itself("preprocessors/manually-graded-code-cell"),
    "long-output": _itself("preprocessors/long-output"),
    "recursion": _itself("preprocessors/infinite-recursion"),
    "warning": _itself("preprocessors/warning-pattern"),
    "locked-markdown": (
        "preprocessors/no-cell-type", ["preprocessors/no-cell-type",
                                       "preprocessors/cell-type-changed"]),
    "header": ("preprocessors/header", ["preprocessors/header", "docs/source/header"]),
    "blank": ("ui-tests/blank", ["ui-tests/blank", "ui-tests/empty", "ui-tests/task"]),
    # Sources that nbgrader refuses, handed in for one that it accepts.
    "refused": ("apps/test", ["preprocessors/bad-markdown-cell-1",
                              "preprocessors/bad-markdown-cell-2", "preprocessors/blank-grade-id",
                              "preprocessors/blank-points", "preprocessors/duplicate-grade-ids"]),
    # nbgrader stops the whole run at a notebook of another format: one assignment each.
    "too-old-0": ("apps/test", ["apps/test-v0"]),
    "too-old-0-invalid": ("apps/test", ["apps/test-v0-invalid"]),
    "too-old-1": ("apps/test", ["apps/test-v1"]),
    "too-old-2": ("apps/test", ["apps/test-v2"]),
    "too-old-ui": ("apps/submitted-unchanged", ["ui-tests/old-schema"]),
    "too-new": ("apps/test", ["apps/too-new"]),
}  # fmt: skip

# The same, after `nbgrader update` of source and submission.
UPDATED = {"updated-0": "apps/test-v0", "updated-1": "apps/test-v1", "updated-2": "apps/test-v2"}

# Graded with a time limit of two seconds.
ENDLESS = {
    "timeout": "apps/timeout",
    "infinite-loop": "apps/infinite-loop",
    "infinite-loop-with-output": "apps/infinite-loop-with-output",
}

_ARCHIVED = "docs/downloaded/ps1/archive/ps1_hacker_attempt_2016-01-30-20-30-10_problem1"
_PS1 = {
    "bitdiddle": "submitted/bitdiddle/ps1",
    "hacker": "submitted/hacker/ps1",
    "autograded-bitdiddle": "autograded/bitdiddle/ps1",
    "autograded-hacker": "autograded/hacker/ps1",
    "untouched": "release/ps1",
}
# Assignments of two notebooks: folder of the source, folders handed in.
FOLDERS: dict[str, tuple[str, dict[str, str]]] = {
    "ps1": ("source/ps1", _PS1),
    "ps1-autotest": ("source/ps1_autotest", {"itself": "source/ps1_autotest", **_PS1}),
    "ps1-source": ("source/ps1", {"itself": "source/ps1"}),
}
ARCHIVED = {"ps1-archived": ("docs/source/ps1/problem1", _ARCHIVED)}

# Not graded, and why.
NOT_GRADED = {
    "docs/creating_and_grading_assignments": "documentation: its cells run nbgrader itself",
    "docs/managing_assignment_files": "documentation: its cells run nbgrader itself",
    "docs/managing_assignment_files_manually": "documentation: its cells run nbgrader itself",
    "docs/managing_the_database": "documentation: its cells run nbgrader itself",
}

# Refused by `nbgrader generate_assignment`: no source, but handed in above.
REFUSED_SOURCES = [
    "apps/test-no-metadata", "apps/test-no-metadata-autotest",
    "apps/test-v0", "apps/test-v0-invalid", "apps/test-v1", "apps/test-v2", "apps/too-new",
    "preprocessors/bad-markdown-cell-1", "preprocessors/bad-markdown-cell-2",
    "preprocessors/blank-grade-id", "preprocessors/blank-points",
    "preprocessors/duplicate-grade-ids", "ui-tests/old-schema", _ARCHIVED,
]  # fmt: skip


def path(name: str) -> Path:
    """The notebook of a short name."""
    folder, rest = name.split("/", 1)
    return PACKAGE / _FOLDERS[folder] / f"{rest}.ipynb"


def student(name: str) -> str:
    """The id of the student who hands in this notebook."""
    return name.replace("/", "-")


def shipped() -> set[str]:
    """The short names of all notebooks that the installed nbgrader ships."""
    found = set()
    for notebook in PACKAGE.rglob("*.ipynb"):
        relative = notebook.relative_to(PACKAGE).with_suffix("").as_posix()
        short = [key for key, folder in _FOLDERS.items() if relative.startswith(folder + "/")]
        found.add(f"{short[0]}{relative[len(_FOLDERS[short[0]]) :]}" if short else relative)
    return found


def used() -> set[str]:
    """The short names of the notebooks that are handed in somewhere above."""
    names = {name for _, handed_in in SINGLE.values() for name in handed_in}
    names |= {source for source, _ in SINGLE.values()}
    names |= {*UPDATED.values(), *ENDLESS.values(), _ARCHIVED}
    for source, handed_in in FOLDERS.values():
        for folder in (source, *handed_in.values()):
            names |= {f"docs/{folder}/problem1", f"docs/{folder}/problem2"}
    return names
