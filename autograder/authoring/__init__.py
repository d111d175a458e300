"""From one text file a lab: reading, lint, and the notebooks that are built from it."""

from __future__ import annotations

from autograder.authoring.build import build_lab, drift, strays, write
from autograder.authoring.lint import lint
from autograder.authoring.model import Attempt, Cell, Lab, LabEntry, Message, Module, Role, Task
from autograder.authoring.problems import AuthoringError, Problem
from autograder.authoring.reader import find_clone, find_root, lab_ids, read_lab
from autograder.authoring.skeleton import new_lab

__all__ = [
    "Attempt",
    "AuthoringError",
    "Cell",
    "Lab",
    "LabEntry",
    "Message",
    "Module",
    "Problem",
    "Role",
    "Task",
    "build_lab",
    "drift",
    "find_clone",
    "find_root",
    "lab_ids",
    "lint",
    "new_lab",
    "read_lab",
    "strays",
    "write",
]
