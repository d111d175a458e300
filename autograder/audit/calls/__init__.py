"""What the checks of a task hand to its functions, and what they get back.

==============  ====================================================================
`parts`         the parts of a value: columns, keys, items; how to change one of them
`places`        what is noted of all values that were met in one place
`recorder`      wraps the reference's functions; runs beside the reference
`sketch`        what was noted, for the audit
==============  ====================================================================

`parts`, `places` and `recorder` run in the process of the answers, so they import nothing that is
slow to import.
"""
