"""The data of the labs: one synthetic company, its tables, a card for each, dated rule packs.

=================  =================================================================
`datasets.lumina`  the generator: `Company(seed)` and its tables, `truth` for checks
`datasets.tables`  the generated tables as CSV files, in UTF-8 with `\\n` line ends
`datasets.cards`   one TOML card for each table: columns, units, licence, hash
`datasets.rules`   rules of law and of platforms with their dates, `load("vat")`
`datasets.build`   writes the tables and compares them with cards and generator
=================  =================================================================

`python -m datasets` builds, `python -m datasets --check` compares.
"""
