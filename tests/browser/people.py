"""People at their JupyterLab: an account's folder, its settings, its server."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
START_SECONDS = 120


@dataclass(frozen=True)
class Person:
    """Somebody with a home of their own; `work` is the folder that JupyterLab shows."""

    name: str
    home: Path

    @property
    def work(self) -> Path:
        return self.home / "work"

    @property
    def settings(self) -> Path:
        return self.home / "jupyter"

    @property
    def environment(self) -> dict[str, str]:
        """What a shell of this person has; nothing of the account that runs the tests."""
        return {
            "HOME": str(self.home), "LOGNAME": self.name, "USER": self.name, "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([str(PROGRAMS), os.environ["PATH"]]),
            "JUPYTER_CONFIG_DIR": str(self.settings), "JUPYTER_PREFER_ENV_PATH": "0",
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.home / "run"),
            "IPYTHONDIR": str(self.home / "ipython"), "COLUMNS": "110",
        }  # fmt: skip

    def run(self, *command: str, folder: Path | None = None) -> str:
        """Run a program that must succeed; what it said."""
        done = subprocess.run(
            command, cwd=folder or self.work, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
        return done.stdout


def settle(name: str, top: Path, role: str, config: str) -> Person:
    """A new person, set up by `labs setup-jupyter`, with these lines for nbgrader."""
    person = Person(name, top / name)
    person.work.mkdir(parents=True)
    person.settings.mkdir()
    (person.settings / "nbgrader_config.py").write_text(config, encoding="utf-8")
    person.run("labs", "setup-jupyter", role)
    return person


@contextmanager
def jupyterlab(person: Person, folder: Path | None = None) -> Iterator[str]:
    """A person's server, started in `folder`; gives its address with the token to sign in with."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    log = person.home / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            ["jupyter", "lab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
             f"--ServerApp.port={port}", f"--IdentityProvider.token={token}",
             "--ServerApp.port_retries=0"],
            cwd=folder or person.work, env=person.environment, start_new_session=True,
            stdout=output, stderr=output,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api/status?token={token}", server, log)
        yield f"{address}/lab?token={token}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # its kernels, too
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)
