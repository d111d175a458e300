"""Misreadings: the reference, of which one part of what it gets or gives is taken for another.

Each family is a file of `families`, and is found by itself.

==============  ====================================================================
`reading`       a misreading: what it does, and where it can be one
`wrapping`      wraps a function of an answer; runs beside the answers
`made`          all misreadings of an answer, as mutants
`families`      numbers, money, moments, texts, sequences, tables, gaps
==============  ====================================================================
"""
