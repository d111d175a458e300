"""Feedback pages that give away no hidden test.

In `nbgrader_config.py`, for `nbgrader generate_feedback` and formgrader's button::

    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "autograder.feedback.HideTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
"""

from __future__ import annotations

from autograder.feedback.hide import HideTests

__all__ = ["HideTests"]
