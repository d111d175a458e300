"""The data of the labs: one synthetic company, its tables, a card for each, dated rule packs.

=================  =================================================================
`datasets.lumina`  the generator: `Company(seed)` and its tables, `truth` for checks
`datasets.tables`  the generated tables as CSV files, and files that are no tables
`datasets.cards`   one TOML card for each: columns, units, licence, hash
`datasets.rules`   rules of law and of platforms with their dates, `load("vat")`
`datasets.build`   writes the tables and compares them with cards and generator
=================  =================================================================

`labs data build` builds, `labs data build --check` compares.
"""
