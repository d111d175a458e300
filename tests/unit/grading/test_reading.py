"""What lies beside a submitted notebook is looked at before anything is copied."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.grading.courses.course import Submission
from autograder.grading.submission.handed_in import refuse_links

pytestmark = pytest.mark.unit


def test_links_and_special_files_are_refused_and_plain_ones_are_not(tmp_path: Path) -> None:
    submission = Submission("ps1", "ana", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plain.csv").write_text("a,b")
    refuse_links(submission)
    os.mkfifo(tmp_path / "data" / "pipe")
    with pytest.raises(SubmissionError, match="data/pipe is a special file"):
        refuse_links(submission)
    (tmp_path / "data" / "pipe").unlink()
    (tmp_path / "data" / "link").symlink_to("/etc/passwd")
    with pytest.raises(SubmissionError, match="data/link is a symbolic link"):
        refuse_links(submission)
