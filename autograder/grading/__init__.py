"""Grading an nbgrader course: read submissions, run them contained, give marks, write them down."""
