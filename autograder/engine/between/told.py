"""What a process says of a test beside its outputs: a claim like all else, read by its form."""

from __future__ import annotations

_LONGEST, _MOST = 500, 2_000


def texts(told: object) -> tuple[str, ...]:
    """The texts of a list, each cut to 500 characters; nothing else is taken."""
    if type(told) is not list:
        return ()
    return tuple(text[:_LONGEST] for text in told[:_MOST] if type(text) is str)


def kinds_in(told: object) -> dict[str, tuple[str, ...]] | None:
    """Lists of texts by a text; None if it is anything else."""
    if type(told) is not dict or len(told) > _MOST:
        return None
    return {str(asked): texts(kinds) for asked, kinds in told.items()}
