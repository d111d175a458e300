"""Courses to try everything on: this project's labs, or nbgrader's own example, with a class."""
