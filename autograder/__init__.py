"""Auto-graded labs for cross-border e-commerce, and the grader behind them.

Kept empty of imports: a student's kernel loads `autograder.checks` through here.
"""

from __future__ import annotations

__version__ = "0.1.0"
