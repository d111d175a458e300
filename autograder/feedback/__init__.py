"""Feedback pages that give away no hidden test, and whose formulas need no network.

In `nbgrader_config.py`, for `nbgrader generate_feedback` and formgrader's button::

    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "autograder.feedback.HideTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    c.HTMLExporter.preprocessors = ["autograder.feedback.Formulas"]
"""

from __future__ import annotations

from autograder.feedback.formulas import Formulas
from autograder.feedback.hide import HideTests

__all__ = ["Formulas", "HideTests"]
