"""In a container that forbids namespaces the next level is chosen, named and explained."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .reachable import can_everyone_read_python

pytestmark = pytest.mark.skipif(
    os.getuid() == 0 and not can_everyone_read_python(),
    reason="Python lies where only root can enter; test_accounts.py runs it where the way is open",
)
POD = str(Path(__file__).with_name("pod.py"))


@functools.cache
def _in_pod(blocked: str, level: str) -> dict[str, Any]:
    command = [sys.executable, POD, blocked, level]
    finished = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert finished.returncode == 0, finished.stderr[-2000:]
    result: dict[str, Any] = json.loads(finished.stdout)
    return result


def test_auto_chooses_landlock_and_says_why_not_full() -> None:
    record = _in_pod("namespaces", "auto")["record"]
    assert record["level"] == "landlock"
    assert "full" in record["reason"]
    assert "Operation not permitted" in record["reason"]


def test_cells_run_there_and_a_crash_costs_one() -> None:
    result = _in_pod("namespaces", "auto")
    assert result["text"] == "42\n"
    assert result["endings"] == ["done", "lost", "done"]


def test_the_record_names_what_protects_and_every_self_test() -> None:
    record = _in_pod("namespaces", "auto")["record"]
    assert record["landlock_abi"] >= 1
    assert record["network"] == "none (seccomp)"
    assert record["self_tests"]
    assert all(record["self_tests"].values())
    assert record["limits"]["memory_mb"] == 1024


def test_full_by_name_is_refused_there_with_reason_and_remedy() -> None:
    refusal = _in_pod("namespaces", "full")
    assert "unshare" in refusal["problem"]
    assert refusal["remedy"]


def test_without_landlock_it_refuses_and_says_what_to_do() -> None:
    refusal = _in_pod("namespaces+landlock", "auto")
    assert "full: " in refusal["problem"]
    assert "landlock: " in refusal["problem"]
    assert "no Landlock" in refusal["problem"]
    assert "--isolation none" in refusal["remedy"]
    assert "\n" not in refusal["refused"]


def test_none_works_there_when_it_is_asked_for_and_says_so() -> None:
    result = _in_pod("namespaces+landlock", "none")
    record = result["record"]
    assert (record["level"], record["network"]) == ("none", "open")
    assert (record["landlock_abi"], record["self_tests"]) == (0, {})
    assert result["text"] == "42\n"
    assert result["endings"] == ["done", "lost", "done"]
