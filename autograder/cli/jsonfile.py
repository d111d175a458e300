"""The file that --json names: looked at before the work, written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from autograder.errors import LabsError
from autograder.files import write_whole


def json_target(path: Path | None) -> Path | None:
    """The file to write, as an absolute path, or None.

    Raises `LabsError` where it cannot be written, before an hour of work is lost for it.
    """
    if path is None:
        return None
    path = path.absolute()
    why = ""
    if path.is_dir():
        why = "it is a folder"
    elif not path.parent.is_dir():
        why = f"there is no folder {path.parent}"
    elif not os.access(path.parent, os.W_OK):
        why = f"nothing can be written into {path.parent}"
    if why:
        raise LabsError(f"the results cannot be written to {path} ({why})", "name another file")
    return path


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write the results; raises `LabsError`."""
    try:
        text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
        # What is no text, in a file's name for instance, becomes an escape that JSON knows.
        write_whole(path, text, errors="backslashreplace")
    except OSError as error:
        raise LabsError(
            f"the results cannot be written to {path} ({error.strerror})", "name another file"
        ) from error
