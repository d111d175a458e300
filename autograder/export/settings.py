"""`export.toml` in the course folder: the ids by which a learning platform knows its columns."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from autograder.errors import SettingsError

FILE = "export.toml"


def column_ids(folder: Path, platform: str) -> dict[str, str]:
    """The column ids of a platform by assignment; none where the file does not name it.

    The file holds, for instance, `[canvas]` and a line `foundations-market = 4711`.

    Raises:
        SettingsError: the file cannot be read, or an id is neither text nor number.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        settings: Any = tomllib.loads(path.read_text("utf-8")).get(platform, {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error})", "mend it") from error
    if not isinstance(settings, dict) or not all(
        isinstance(value, str | int) and not isinstance(value, bool) for value in settings.values()
    ):
        raise SettingsError(
            f"{path}: [{platform}] does not map assignments to ids",
            'write lines like: foundations-market = "4711"',
        )
    return {name: str(value) for name, value in settings.items()}
