"""Each attack gets the mark that it deserves, learns nothing and harms no other task.

Honest answers in odd forms get theirs in full.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest
from sandbox.runner import Runner
from sandbox.world import World

from autograder.engine.outside.engine import Engine

from . import runner
from .cases import HONEST_THEME, Case, themes

pytestmark = pytest.mark.sandbox
CASES = [(title, case) for title, theme in themes().items() for case in theme.CASES]
Run = Callable[[str], dict[str, list[str]]]
HARM = "what is left behind and who was harmed"


@pytest.fixture(scope="session")
def run(engine: Engine, world: World) -> Run:
    """The complaints of a theme; all its cases run the first time that one is asked for."""
    household, server = Runner(engine, world), engine.assignment(runner.LIMITS, {})

    def run_theme(title: str) -> dict[str, list[str]]:
        before = household.calm()
        complaints = runner.run(server, themes()[title].CASES)
        return complaints | {HARM: household.left_behind(before)}

    return functools.cache(run_theme)


@pytest.mark.parametrize(("title", "case"), CASES, ids=[case.name for _, case in CASES])
def test_it_gets_what_it_deserves(title: str, case: Case, run: Run) -> None:
    assert run(title)[case.name] == []


@pytest.mark.parametrize("title", themes())
def test_nothing_is_left_behind_and_nobody_is_harmed(title: str, run: Run) -> None:
    assert run(title)[HARM] == []


def test_no_two_cases_have_the_same_name() -> None:
    names = [case.name for _, case in CASES]
    assert len(set(names)) == len(names)
    assert len([title for title, _ in CASES if title != HONEST_THEME]) >= 60
