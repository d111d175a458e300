"""nbgrader's own tests of autograding pass with this package's engine as the executor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from nbgrader_courses import environment

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(600)]

MODULE = "nbgrader.tests.apps.test_nbgrader_autograde"

# Tests that nbgrader itself skips, and nbgrader's reason.
SKIPPED = {
    "test_many_students": "needs a PostgreSQL server set up by hand",
    "test_infinite_loop_with_output": "takes long and much memory; here: test_one_bad_notebook.py",
}

CONFIGURATION = """
c = get_config()
c.Autograde.autograde_preprocessors = [
    "autograder.preprocessors.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""

# Says after the last test how many notebooks this package's engine ran.
COUNTER = """
from autograder.preprocessors import Execute

runs = 0
preprocess = Execute.preprocess

def counted(self, nb, resources=None, km=None):
    global runs
    runs += 1
    return preprocess(self, nb, resources, km)

Execute.preprocess = counted

def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"ENGINE {runs}")
"""


def _remember_alembic(folder: Path) -> None:
    """Answer nbgrader's question after the latest schema from memory: it asks for each gradebook.

    The program `alembic` takes a second to say the same word each time; everything else is passed
    on to it.
    """
    from nbgrader.api import get_alembic_version

    path = environment()["PATH"]
    real = shutil.which("alembic", path=path)
    with mock.patch.dict(os.environ, PATH=path):
        latest = get_alembic_version()
    script = f'#!/bin/sh\n[ "$3" = heads ] && echo "{latest} (head)" && exit\n'
    folder.mkdir()
    (folder / "alembic").write_text(f'{script}exec {real} "$@"\n', encoding="ascii")
    (folder / "alembic").chmod(0o755)


def _run(tmp_path: Path) -> tuple[dict[str, str], str]:
    """Run the module; the outcome of each test, and the whole output."""
    configuration = tmp_path / "configuration"
    configuration.mkdir()
    (configuration / "nbgrader_config.py").write_text(CONFIGURATION, encoding="ascii")
    (tmp_path / "engine_counter.py").write_text(COUNTER, encoding="ascii")
    _remember_alembic(tmp_path / "bin")
    base = environment()
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "engine_counter",
         "-c", os.devnull, "--rootdir", str(tmp_path), "-v", "--tb=short", "--pyargs", MODULE],
        cwd=tmp_path,
        env={
            **base,
            "PATH": os.pathsep.join([str(tmp_path / "bin"), base["PATH"]]),
            "JUPYTER_CONFIG_PATH": str(configuration),
            "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
            "PYTEST_ADDOPTS": "",
        },
        capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    outcomes: dict[str, str] = {}
    for line in process.stdout.splitlines():
        if "::test_" in line and "%]" in line:
            name, outcome = line.split("::")[-1].split()[:2]
            outcomes[name] = outcome
    return outcomes, process.stdout


def test_they_pass_but_for_those_that_nbgrader_skips(tmp_path: Path) -> None:
    outcomes, output = _run(tmp_path)
    different = {name for name, outcome in outcomes.items() if outcome not in ("PASSED", "SKIPPED")}
    skipped = {name for name, outcome in outcomes.items() if outcome == "SKIPPED"}
    assert different == set(), output[-6000:]
    assert skipped == set(SKIPPED)
    assert len(outcomes) == 42
    assert int(output.split("ENGINE ")[1].split()[0]) > 50, "the engine did not run the notebooks"
