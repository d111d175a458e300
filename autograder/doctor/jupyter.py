"""JupyterLab: whether it reaches the course, has nbgrader's extension and the right menus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_path, jupyter_path
from jupyter_server.extension.config import ExtensionConfigManager
from jupyter_server.serverapp import list_running_servers
from jupyterlab_server.config import get_federated_extensions, get_page_config
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from autograder.doctor.finding import Finding, broken, good, warn
from autograder.grading.courses.configuration import FILE
from autograder.jupyter.roles import EXTENSION, MENUS, hidden_menus

_SERVER = tuple(
    f"nbgrader.server_extensions.{name}"
    for name in ("formgrader", "assignment_list", "validate_assignment", "course_list")
)
Server = Mapping[str, Any]


def servers(runtime: str | None = None) -> list[Server]:
    """The Jupyter servers of this account that run now."""
    return list(list_running_servers(runtime))


def server_root(root: Path, running: Iterable[Server]) -> Finding:
    """Whether the course is in the folder that a server shows; Formgrader is an error else."""
    name = "server's folder"
    shown = {Path(server["root_dir"]).resolve() for server in running}
    start = f"start it in the course or above: cd {root} && jupyter lab"
    if shown:
        if any(root.resolve().is_relative_to(folder) for folder in shown):
            return good(name, "the course is within the folder of a server that runs")
        folders = ", ".join(map(str, sorted(shown)))
        return broken(name, f"Formgrader cannot work: the server shows {folders} only", start)
    configured = _configured(
        "ServerApp", "root_dir", ("jupyter_server_config", "jupyter_lab_config")
    )
    if configured and not root.resolve().is_relative_to(Path(configured).resolve()):
        return broken(
            name, f"ServerApp.root_dir is {configured}; Formgrader cannot reach the course",
            "set it to the course folder or one above it, in the file that `jupyter --paths` finds",
        )  # fmt: skip
    return good(name, f"no server runs; {start}")


def formgraders_course(root: Path, running: Iterable[Server]) -> Finding:
    """Whether Formgrader of a server that runs works in this course: it does not look for one."""
    name = "formgrader's course"
    elsewhere = []
    for server in running:
        try:
            started = Path(os.readlink(f"/proc/{server['pid']}/cwd"))
        except OSError:
            continue
        if started == root.resolve():
            return good(name, "a server was started in the course folder")
        elsewhere.append(started)
    if not elsewhere:
        return good(name, "no server runs")
    configured = _configured("CourseDirectory", "root", (FILE,))
    if configured and Path(configured).resolve() == root.resolve():
        return good(name, "the account's nbgrader_config.py names it")
    return warn(
        name, f"the server was started in {elsewhere[0]} and does not read this course's settings",
        f"start it in {root}, or set c.CourseDirectory.root in ~/.jupyter/{FILE}.py",
    )  # fmt: skip


def _configured(section: str, option: str, names: Iterable[str]) -> str:
    """A setting from Python files in Jupyter's own folders; the first folder wins."""
    for folder in jupyter_config_path():
        for name in names:
            try:
                found: Config = PyFileConfigLoader(f"{name}.py", path=folder).load_config()
            except ConfigFileNotFound:
                continue
            except Exception:  # JupyterLab itself says what is wrong with its file
                continue
            value = found[section].get(option)
            if isinstance(value, str) and value:
                return os.path.expanduser(value)
    return ""


def extension() -> Finding:
    """Whether nbgrader's extension is installed and on, in JupyterLab and in its server."""
    name = "extension"
    paths = jupyter_path("labextensions")
    if EXTENSION not in get_federated_extensions(paths):
        return broken(
            name, "JupyterLab does not find nbgrader's extension",
            "install nbgrader into the environment that JupyterLab runs in",
        )  # fmt: skip
    if EXTENSION in get_page_config(paths)["disabledExtensions"]:
        return broken(
            name, "nbgrader's extension is switched off",
            f"jupyter labextension enable {EXTENSION}",
        )  # fmt: skip
    manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
    enabled = manager.get_jpserver_extensions()  # type: ignore[no-untyped-call]
    off = [module for module in _SERVER if not enabled.get(module)]
    if off:
        return broken(
            name, f"the server does not load {', '.join(off)}",
            f"jupyter server extension enable {off[0]}",
        )  # fmt: skip
    return good(name, "nbgrader's extension is on, in JupyterLab and in its server")


def menus() -> Finding:
    """Whether this account sees the instructor's menus, and students' accounts do not."""
    name = "menus"
    hidden = [title for plugin, title in MENUS.items() if plugin in hidden_menus(own=True)]
    if hidden:
        return warn(
            name, f"this account does not see {', '.join(hidden)}",
            "for an instructor: labs setup-jupyter instructor; it says if another setting wins",
        )  # fmt: skip
    shown = [title for plugin, title in MENUS.items() if plugin not in hidden_menus(own=False)]
    if shown:
        return warn(
            name, f"students who use this environment see {', '.join(shown)}",
            "labs setup-jupyter student --for environment, and for yourself: "
            "labs setup-jupyter instructor",
        )  # fmt: skip
    return good(name, "this account sees the instructor's menus, others do not")
