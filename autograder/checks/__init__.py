"""What a lab's notebook uses: `check`, `hint`, `approx` and what they need.

Only the standard library is imported here, so that a notebook starts at once.
"""

from __future__ import annotations

from autograder.checks.card import Card, CheckFailed, State, Undecided
from autograder.checks.catalogue import speak
from autograder.checks.checking import check
from autograder.checks.course import course_seed, data_file, rules
from autograder.checks.hints import add_hints, hint
from autograder.checks.messages import add_messages, fill
from autograder.checks.old_names import know_old_names
from autograder.checks.tolerance import approx

__all__ = [
    "Card",
    "CheckFailed",
    "State",
    "Undecided",
    "add_hints",
    "add_messages",
    "approx",
    "check",
    "course_seed",
    "data_file",
    "fill",
    "hint",
    "rules",
    "speak",
]

know_old_names()
