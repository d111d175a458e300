"""Which of nbgrader's menus a person sees in JupyterLab.

JupyterLab reads `labconfig/page_config.json` from each of its configuration folders (`jupyter
--paths`); the account's wins over the environment's, that one over the machine's. Where the account
owns the environment, the environment's wins, unless JUPYTER_PREFER_ENV_PATH=0. An extension that is
`true` under `disabledExtensions` is off, `false` switches it on again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.errors import LabsError
from autograder.files import write_whole

MENUS = {
    "@jupyter/nbgrader:formgrader": "Formgrader",
    "@jupyter/nbgrader:course-list": "Course List",
    "@jupyter/nbgrader:create-assignment": "Create Assignment",
}
NEWS = "@jupyterlab/apputils-extension:announcements"
EXTENSION = "@jupyter/nbgrader"
FILE = Path("labconfig") / "page_config.json"
_DISABLED = "disabledExtensions"


class Role(StrEnum):
    """Who works there."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


class Level(StrEnum):
    """For whom a setting holds: this account, this Python environment, or the whole machine."""

    USER = "user"
    ENVIRONMENT = "environment"
    MACHINE = "machine"


def disabled_for(role: Role) -> dict[str, bool]:
    """The extensions of a role that are off (`true`) and on (`false`). Nobody gets the news."""
    return {**dict.fromkeys(MENUS, role is Role.STUDENT), EXTENSION: False, NEWS: True}


def folder_of(level: Level) -> Path:
    """The configuration folder of a level, as `jupyter --paths` names it."""
    from jupyter_core.paths import SYSTEM_CONFIG_PATH, jupyter_config_dir

    if level is Level.USER:
        return Path(jupyter_config_dir())
    if level is Level.ENVIRONMENT:
        return Path(sys.prefix, "etc", "jupyter")
    return Path(SYSTEM_CONFIG_PATH[-1])


def write_role(role: Role, folder: Path) -> Path:
    """Set up JupyterLab for a role in a configuration folder; the file that was written.

    Whatever else the file says stays. Raises `LabsError` for a file that is no page
    configuration, `OSError` where nothing can be written.
    """
    path = folder / FILE
    content = _read(path)
    content[_DISABLED] = {**_as_mapping(content.get(_DISABLED, {}), path), **disabled_for(role)}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return path


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8") or "{}")
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise LabsError(f"{path} is not valid JSON ({error})", "mend it, or remove it") from error
    if not isinstance(content, dict):
        raise LabsError(f"{path} is no page configuration", "mend it, or remove it")
    return content


def _as_mapping(disabled: Any, path: Path) -> dict[str, bool]:
    """JupyterLab once wrote a list of what is off."""
    if isinstance(disabled, list):
        return dict.fromkeys(map(str, disabled), True)
    if isinstance(disabled, Mapping):
        return {str(name): bool(off) for name, off in disabled.items()}
    raise LabsError(f"{path}: {_DISABLED} is neither a list nor a table", "mend it, or remove it")


def hidden_menus(own: bool) -> set[str]:
    """The menus of `MENUS` that are off: for this account, or for one without settings of its own.

    What JupyterLab itself answers, from all of its configuration folders.
    """
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_page_config, get_static_page_config

    if own:
        settings = os.path.join(sys.prefix, "share", "jupyter", "lab", "settings")
        disabled = get_page_config(jupyter_path("labextensions"), settings)[_DISABLED]
    else:
        shared = get_static_page_config(level="sys_prefix", include_higher_levels=True)
        disabled = [name for name, off in shared.get(_DISABLED, {}).items() if off]
    return set(MENUS) if EXTENSION in disabled else set(MENUS) & set(disabled)
