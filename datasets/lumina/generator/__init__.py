"""The generator of Lumina Trading: `company` makes the tables.

What no table may show is in `truth`. No process of a student can read this package while a
notebook is graded.
"""
