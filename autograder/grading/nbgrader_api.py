"""The one door to nbgrader: what this package uses of it, imported once and quickly.

Importing nbgrader also imports jsonschema's checks of internationalised addresses (RFC 3987), whose
grammar takes one and a half seconds to build and which no notebook needs. jsonschema does without
when the grammar's package is missing, so it is hidden during this import.
"""

from __future__ import annotations

import os
import sys
import warnings

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
            Gradebook,
            GradeCell,
            InvalidEntry,
            MissingEntry,
            Notebook,
            SubmittedAssignment,
            SubmittedNotebook,
            TaskCell,
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

# nbgrader runs the program `alembic` by its bare name when it makes a gradebook.
_scripts = os.path.join(sys.prefix, "bin")
if _scripts not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([_scripts, os.environ.get("PATH", os.defpath)])

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
    "utils",
]
