"""A course to try everything on: nbgrader's own example assignment and a made-up class."""
