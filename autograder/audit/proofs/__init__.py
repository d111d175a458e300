"""Proofs that do not have to be made again: `audit.lock` beside a lab.

==============  ====================================================================
`barecode`      code without the words that decide no mark
`needs`         which cells and files the marks of a task depend on
`keys`          a hash over them, for each task and for the lab as a whole
`lockfile`      `audit.lock`: keys, with what came out
`results`       what came out, from the evidence of an audit
`version`       the audit's own version, and a hash of each file that may change a mark
`standing`      which proofs still hold
`choice`        what is to be proven: all that is stale, a part of it, a lab in rotation
==============  ====================================================================
"""
