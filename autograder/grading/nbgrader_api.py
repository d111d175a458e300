"""The one door to nbgrader: what this package uses of it, imported once and quickly.

Importing nbgrader also imports jsonschema's checks of internationalised addresses (RFC 3987), whose
grammar takes one and a half seconds to build and which no notebook needs. jsonschema does without
when the grammar's package is missing, so it is hidden during this import.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

_GRAMMAR = "rfc3987_syntax"
_hidden = _GRAMMAR not in sys.modules
if _hidden:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import nbformat
        from nbgrader import utils
        from nbgrader.api import (
            Assignment,
            BaseCell,
            Grade,
            GradeCell,
            InvalidEntry,
            MissingEntry,
            Notebook,
            SubmittedAssignment,
            SubmittedNotebook,
            TaskCell,
        )
        from nbgrader.api import (
            Gradebook as NbgraderGradebook,
        )
        from nbgrader.apps import AutogradeApp
        from nbgrader.converters import Autograde
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.nbgraderformat import (
            MetadataValidator,
            SchemaTooNewError,
            SchemaTooOldError,
            ValidationError,
        )
        from nbgrader.nbgraderformat.common import BaseMetadataValidator
        from nbgrader.preprocessors import (
            AssignLatePenalties,
            CheckCellMetadata,
            ClearHiddenTests,
            ClearOutput,
            DeduplicateIds,
            Execute,
            IgnorePattern,
            LimitOutput,
            NbGraderPreprocessor,
            OverwriteCells,
            OverwriteKernelspec,
            SaveAutoGrades,
        )
        from sqlalchemy.exc import SAWarning
finally:
    if _hidden:
        del sys.modules[_GRAMMAR]

# nbgrader's add_submission builds its rows in an order that SQLAlchemy warns of; it is harmless.
warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)


def search_path() -> str:
    """The shell's PATH, with the programs of this Python's environment on it."""
    scripts = os.path.join(sys.prefix, "bin")
    known = os.environ.get("PATH", os.defpath)
    return known if scripts in known.split(os.pathsep) else os.pathsep.join([scripts, known])


class Gradebook(NbgraderGradebook):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's gradebook, which finds its own program where the shell does not."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        before = os.environ.get("PATH")
        os.environ["PATH"] = search_path()  # a new one runs `alembic` by its bare name
        try:
            super().__init__(*arguments, **named)
        finally:
            if before is None:
                del os.environ["PATH"]
            else:
                os.environ["PATH"] = before


__all__ = [
    "AssignLatePenalties",
    "Assignment",
    "Autograde",
    "AutogradeApp",
    "BaseCell",
    "BaseMetadataValidator",
    "CheckCellMetadata",
    "ClearHiddenTests",
    "ClearOutput",
    "CourseDirectory",
    "DeduplicateIds",
    "Execute",
    "Grade",
    "GradeCell",
    "Gradebook",
    "IgnorePattern",
    "InvalidEntry",
    "LimitOutput",
    "MetadataValidator",
    "MissingEntry",
    "NbGraderPreprocessor",
    "Notebook",
    "OverwriteCells",
    "OverwriteKernelspec",
    "SaveAutoGrades",
    "SchemaTooNewError",
    "SchemaTooOldError",
    "SubmittedAssignment",
    "SubmittedNotebook",
    "TaskCell",
    "ValidationError",
    "nbformat",
    "search_path",
    "utils",
]
