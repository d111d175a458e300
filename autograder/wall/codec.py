"""`Encoder` and `Decoder` with all types: take them from here, so that every type is known."""

from __future__ import annotations

from autograder.wall import arrays, containers, scalars, tables
from autograder.wall.values import Decoder, Encoder

__all__ = ["KNOWN_BY", "Decoder", "Encoder"]

KNOWN_BY = (scalars, containers, arrays, tables)
"""The modules that teach `values` its types, by being imported."""
