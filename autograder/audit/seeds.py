"""With which seeds the reference runs again."""

from __future__ import annotations

# Python's own order of sets and of texts in them depends on this number.
HASH_SEEDS = (1, 2)
HIDDEN_SEEDS = 5
"""Of the hidden checks, for each hash seed."""
