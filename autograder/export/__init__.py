"""Marks in the forms that learning platforms import, each with a reader that checks it."""
