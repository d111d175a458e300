"""Lumina Trading, the company of all labs: its tables, a card for each, dated rule packs.

==================  =================================================================
`lumina.generator`  makes the tables: `Company(seed)`; `truth` for checks
`lumina.tables`     the generated tables as CSV files, and files that are no tables
`lumina.cards`      one TOML card for each: columns, units, licence, hash
`lumina.rules`      rules of law and of platforms with their dates, `load("vat")`
`lumina.autumn`     invented shops in which a choice of prices is tried
`lumina.build`      writes the tables and compares them with cards and generator
==================  =================================================================

`labs data build` builds, `labs data build --check` compares. Nothing is imported here: a hidden
check that needs one part of the company loads that part alone.
"""

SEED = 20240305
"""The seed of the published tables."""
