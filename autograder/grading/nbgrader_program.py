"""nbgrader's own commands, run in a course folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import autograder.grading.nbgrader_api  # noqa: F401  # puts nbgrader's programs on the PATH
from autograder.errors import LabsError


def run_nbgrader(folder: Path, *arguments: str) -> None:
    """Run a command of nbgrader in a course folder.

    Raises:
        LabsError: it failed; its last line is in the text.
    """
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason was given"]
        raise LabsError(f"nbgrader {arguments[0]} failed: {lines[-1]}")
