"""Text of others, as one line that no terminal takes for a command and no reader for another."""

from __future__ import annotations

LONGEST = 300
"""Letters of a line that a student's code may have written."""


def printable(text: object, longest: int | None = LONGEST) -> str:
    """One line without control characters, line ends and marks that turn the direction of text.

    Escape sequences lose what makes them one. What is longer than `longest` letters is cut.
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"
