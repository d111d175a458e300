"""A lab as `labs new` makes it passes its audit as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines
from autograder.authoring import new_lab

pytestmark = [pytest.mark.labs, pytest.mark.timeout(600)]


def test_a_new_lab_passes_its_audit(tmp_path: Path, engine: Engines) -> None:
    new_lab(tmp_path, "operations-returns")
    report = audit_lab(tmp_path, "operations-returns", engine)
    assert report.passed, report.surprises
    assert report.notices == ()
