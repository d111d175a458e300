"""The proof that a lab is fair: its reference, its untouched exercise and all its attempts, graded.

==============  ====================================================================
`variations`    the ways to fill in a lab that are tried
`running`       runs them in the engine and reads the cards of their checks
`plain`         lets nbgrader itself grade them
`judging`       compares what came out with what the lab says
`report`        the result, for a table and for programs
==============  ====================================================================
"""

from __future__ import annotations

from autograder.audit.audit import audit_lab
from autograder.audit.report import LabReport, Row, Surprise

__all__ = ["LabReport", "Row", "Surprise", "audit_lab"]
