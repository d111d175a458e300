"""nbgrader's own commands, run in a course folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from autograder.errors import LabsError
from autograder.grading.nbgrader_api import search_path


def run_nbgrader(folder: Path, *arguments: str) -> None:
    """Run a command of nbgrader in a course folder.

    Raises:
        LabsError: it failed; its last line is in the text.
    """
    command = [sys.executable, "-m", "nbgrader", *arguments]
    environment = {**os.environ, "PATH": search_path()}
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason was given"]
        raise LabsError(f"nbgrader {arguments[0]} failed: {lines[-1]}")
