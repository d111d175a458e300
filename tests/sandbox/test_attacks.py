"""Each attack and each accident, at each level: it fails, and harms nobody but its own cell."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType

import pytest

from . import (
    attacks_channel,
    attacks_files,
    attacks_network,
    attacks_processes,
    attacks_resources,
    attacks_syscalls,
    crashes,
)
from .cases import Case
from .runner import Runner

Check = Callable[[ModuleType, Case], None]


@pytest.fixture(scope="session")
def check(runner: Runner, level: str) -> Check:
    """Look at one case; all cases of its theme run the first time that one of them is asked for."""
    run = functools.cache(
        lambda theme: runner.run([case for case in theme.CASES if level in case.levels])
    )

    def check_case(theme: ModuleType, case: Case) -> None:
        if level not in case.levels:
            pytest.skip(f"concerns only level {', '.join(case.levels)}")
        assert run(theme)[case.name] == []

    return check_case


def _cases(theme: ModuleType) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", theme.CASES, ids=[case.name for case in theme.CASES])


@_cases(crashes)
def test_a_crash_costs_only_its_own_cell(case: Case, check: Check) -> None:
    check(crashes, case)


@_cases(attacks_processes)
def test_processes_and_signals(case: Case, check: Check) -> None:
    check(attacks_processes, case)


@_cases(attacks_resources)
def test_memory_disk_and_output(case: Case, check: Check) -> None:
    check(attacks_resources, case)


@_cases(attacks_files)
def test_files(case: Case, check: Check) -> None:
    check(attacks_files, case)


@_cases(attacks_network)
def test_network(case: Case, check: Check) -> None:
    check(attacks_network, case)


@_cases(attacks_channel)
def test_the_channel_to_the_controller(case: Case, check: Check) -> None:
    check(attacks_channel, case)


@_cases(attacks_syscalls)
def test_system_calls(case: Case, check: Check) -> None:
    check(attacks_syscalls, case)
