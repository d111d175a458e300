"""What a check of `labs doctor` answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How a check ended. Only what is broken makes the command fail."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One answer: `says` is what was found, `remedy` what to do about it ("" where it is good)."""

    check: str
    state: State
    says: str
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        """Plain data."""
        return asdict(self)


def good(check: str, says: str) -> Finding:
    """All is well."""
    return Finding(check, State.OK, says)


def warn(check: str, says: str, remedy: str) -> Finding:
    """It works, and may fail later or for others."""
    return Finding(check, State.WARNING, says, remedy)


def broken(check: str, says: str, remedy: str) -> Finding:
    """Something that people need does not work."""
    return Finding(check, State.BROKEN, says, remedy)
