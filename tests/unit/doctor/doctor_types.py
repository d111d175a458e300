"""The type of the fixture that opens a course."""

from __future__ import annotations

from collections.abc import Callable

from autograder.grading.courses.course import Course

Open = Callable[..., Course]
