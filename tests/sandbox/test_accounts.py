"""The same tests once more under other accounts: a plain user, and root without its namespaces.

Whoever runs pytest has been tested by the other modules already. Only root can become somebody
else; it does so in a mount namespace of its own (see reachable.py).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from . import attacks_channel, attacks_files, attacks_network, attacks_processes
from .reachable import PLAIN_ACCOUNT, REPOSITORY, can_everyone_read_python, command

pytestmark = [
    pytest.mark.accounts,
    pytest.mark.skipif(os.getuid() != 0, reason="only root can become another account"),
    pytest.mark.timeout(2400),
]
AT_LEAST = sum(
    len(theme.CASES)
    for theme in (attacks_channel, attacks_files, attacks_network, attacks_processes)
)
# What may be skipped in such a run, and why.
KNOWN_REASONS = (
    "concerns", "only root can become another account", "processes are possible only at level full",
)  # fmt: skip


def _run(account: int, *selection: str) -> subprocess.CompletedProcess[str]:
    home = Path(tempfile.mkdtemp(prefix="account-"))
    os.chown(home, account, account)
    # Without this very module, or it would start itself again and again.
    pytest_command = [
        sys.executable, "-m", "pytest", "tests/sandbox", "tests/wall", "-rs", "--tb=short",
        "--no-header",
        "--ignore=tests/sandbox/test_accounts.py", "-p", "no:cacheprovider",
        f"--basetemp={home}/pytest", *selection,
    ]  # fmt: skip
    try:
        return subprocess.run(
            command(account, home, pytest_command),
            cwd=REPOSITORY, capture_output=True, text=True, timeout=2000, check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def runs(
    request: pytest.FixtureRequest,
) -> Iterator[dict[str, Future[subprocess.CompletedProcess[str]]]]:
    """What was chosen of both, at once: much of the time goes into waiting for time limits."""
    chosen = {item.name for item in request.session.items}
    with ThreadPoolExecutor() as pool:
        found = {}
        if test_all_of_it_holds_for_a_plain_user.__name__ in chosen:
            found["a plain user"] = pool.submit(_run, PLAIN_ACCOUNT)
        if not can_everyone_read_python():
            found["root"] = pool.submit(_run, 0, "-k", "landlock or pod")
        yield found


def _assert_passed(finished: subprocess.CompletedProcess[str]) -> None:
    assert finished.returncode == 0, finished.stdout[-6000:] + finished.stderr[-2000:]
    passed = re.search(r"(\d+) passed", finished.stdout)
    assert passed
    assert int(passed[1]) >= AT_LEAST
    for line in finished.stdout.splitlines():
        if line.startswith("SKIPPED"):
            assert any(reason in line for reason in KNOWN_REASONS), line


def test_all_of_it_holds_for_a_plain_user(
    runs: dict[str, Future[subprocess.CompletedProcess[str]]],
) -> None:
    _assert_passed(runs["a plain user"].result())


def test_level_landlock_holds_for_root(
    runs: dict[str, Future[subprocess.CompletedProcess[str]]],
) -> None:
    if "root" not in runs:
        pytest.skip("every account can read Python here: the other modules ran this as root")
    _assert_passed(runs["root"].result())
