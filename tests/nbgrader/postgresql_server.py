"""A PostgreSQL server of the tests' own, in a temporary folder, with a password."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROLE, PASSWORD = "teacher", "correct-horse"
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Server:
    """A running server; its administrator connects through the socket in `folder`."""

    programs: Path
    folder: Path
    port: int

    def url(self, database: str, password: str = PASSWORD, port: int | None = None) -> str:
        """The address that stands in nbgrader's configuration."""
        return f"postgresql+psycopg://{ROLE}:{password}@127.0.0.1:{port or self.port}/{database}"

    def create(self, database: str) -> str:
        """Create a database; returns its address."""
        self.run("createdb", "-O", ROLE, database)
        return self.url(database)

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What a statement of the administrator answers."""
        return self.run("psql", "-qAt", "-d", database, "-c", statement)

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs as the administrator."""
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", "postgres"]
        return _run(self.programs / program, *where, *arguments, cwd=self.folder)


def find_programs() -> Path:
    """The folder of PostgreSQL's programs; Debian keeps the server's off the PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places += [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    for place in places:
        if (place / "initdb").exists():
            return place
    raise AssertionError("PostgreSQL is missing; on Debian: apt-get install postgresql")


@contextmanager
def running_server() -> Iterator[Server]:
    """A new server, stopped and removed at the end."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="labs-postgresql-"))
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
    server = Server(programs, folder, _free_port())
    data = folder / "data"
    try:
        _run(programs / "initdb", "-D", data, "-U", "postgres", "--no-sync", "-E", "UTF8",
             "--auth-local=trust", "--auth-host=scram-sha-256", cwd=folder)  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -p {server.port} -k {folder} {_FAST}"
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start",
             cwd=folder)  # fmt: skip
        try:
            server.sql(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", cwd=folder)
    finally:
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(program: Path, *arguments: Any, cwd: Path) -> str:
    account = {"user": "postgres", "group": "postgres", "extra_groups": []}
    done = subprocess.run(
        [program, *arguments], cwd=cwd, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        **(account if os.getuid() == 0 else {}),
    )  # fmt: skip
    assert done.returncode == 0, f"{program.name}: {done.stdout}"
    return done.stdout.strip()
