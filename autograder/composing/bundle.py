"""The students' bundle: exercises, tables and syllabus in one file, and nothing that is hidden."""

from __future__ import annotations

import zipfile
from pathlib import Path

from autograder.composing.planning import CoursePlan
from autograder.files import whole

BUNDLE = "students.zip"
_STAMP = (2026, 1, 1, 0, 0, 0)  # of every file, so that equal courses make equal bundles
_READ_ME = """\
{title}

1. Install Python 3.11, 3.12 or 3.13, and your school's copy of crossborder-labs.
2. Start JupyterLab in this folder, and open the notebook of the week.
3. Run a check after each task. It says what to try next.

The dates stand in syllabus.html.
"""


def write_bundle(folder: Path, plan: CoursePlan) -> Path:
    """Write `students.zip` out of a composed course's release and papers; returns its path."""
    target = folder / BUNDLE
    with whole(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
        _add(bundle, "README.txt", _READ_ME.format(title=plan.curriculum.title).encode())
        for name in ("syllabus.html", "syllabus.md"):
            _add(bundle, name, (folder / name).read_bytes())
        for week in plan.weeks:
            release = folder / "release" / week.id
            for path in sorted(path for path in release.rglob("*") if path.is_file()):
                name = f"{week.id}/{path.relative_to(release).as_posix()}"
                _add(bundle, name, path.read_bytes())
    return target


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    bundle.writestr(entry, content)
