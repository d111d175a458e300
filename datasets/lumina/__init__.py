"""The generator of Lumina Trading, the company of all labs.

`datasets.lumina.company` makes the tables; what no table may show is in `datasets.lumina.truth`.
Nothing is imported here: a hidden check that needs one part of the company loads that part alone.
"""

SEED = 20240305
"""The seed of the published tables."""
