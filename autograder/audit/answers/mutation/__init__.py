"""Mutants: the reference answer with one small mistake, made automatically.

==============  ====================================================================
`source`        an answer as text and as a tree, and edits of its text
`arithmetic`    operators on numbers: a factor dropped, a ratio inverted, a constant moved
`logic`         operators on conditions, loops and statements
`calls`         operators on calls: sum for mean, a sort left out, a group key lost
`names`         operators on names: one currency, column or parameter for another
`durations`     operators on time: whole days for a duration, a date for an instant
`inside`        operators on steps: rounded or made positive too early, floats inside
`ties`          operators on choices: ties the other way, the first for the longest
`defaults`      operators on what is missing
`misread`       mutants that change what a function gets or gives
`normal`        when two pieces of code are the same
`mutants`       all mutants of an answer, with their diffs
==============  ====================================================================
"""

from __future__ import annotations

from autograder.audit.answers.mutation.mutants import Mutant, mutants_of

__all__ = ["Mutant", "mutants_of"]
