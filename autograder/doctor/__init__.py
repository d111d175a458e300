"""Finds what usually goes wrong around a course, and says what to do."""
