"""The levels of isolation by name; what each does stands in `levels.py`."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How well student code is contained, the strongest first."""

    FULL = "full"
    LANDLOCK = "landlock"
    NONE = "none"


AUTO = "auto"
"""The best that this machine can do; never `none`, which has to be asked for."""
CHOICES = (AUTO, *(level.value for level in Level))
"""What a person may ask for."""
