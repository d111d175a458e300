"""Grading again after a check was mended: what changes, for whom and why, before it is written."""
