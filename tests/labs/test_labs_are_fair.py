"""Every lab of the course passes its audit."""

from __future__ import annotations

import pytest
from spoiled_lab import REPOSITORY

from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines
from autograder.authoring import lab_ids

# A hundred attempts take half a minute on two free cores, and much longer on busy ones.
pytestmark = [pytest.mark.labs, pytest.mark.timeout(900)]


@pytest.mark.parametrize("lab", lab_ids(REPOSITORY))
def test_a_lab_is_fair(lab: str, engine: Engines) -> None:
    # nbgrader takes as long again as all else, so it grades one of them here.
    report = audit_lab(REPOSITORY, lab, engine, nbgrader=lab == "foundations-market")
    assert report.passed, "\n".join(map(str, report.surprises))
