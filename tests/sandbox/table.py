"""The table of docs/sandbox.md, made from the cases: `python -m tests.sandbox.table` writes it."""

from __future__ import annotations

from types import ModuleType

from . import (
    attacks_channel,
    attacks_files,
    attacks_network,
    attacks_processes,
    attacks_resources,
    attacks_syscalls,
    crashes,
)
from .cases import Case
from .reachable import REPOSITORY

PAGE = REPOSITORY / "docs" / "sandbox.md"
BEGIN, END = "<!-- made by tests/sandbox/table.py -->", "<!-- end -->"
THEMES: dict[str, ModuleType] = {
    "Processes and signals": attacks_processes,
    "Memory, disk and output": attacks_resources,
    "Files": attacks_files,
    "Network": attacks_network,
    "The channel to the controller": attacks_channel,
    "System calls": attacks_syscalls,
    "Crashes and checkpoints": crashes,
}


def _outcome(case: Case, level: str) -> str:
    if level not in case.levels:
        return "–"
    return case.expectation(level).says.replace("|", "\\|").replace("\n", " ")


def table() -> str:
    """One row a case: what is tried and what must come of it at each level."""
    lines = []
    for title, theme in THEMES.items():
        lines += ["", f"### {title}", "", "| tried | full | landlock |", "|---|---|---|"]
        for case in theme.CASES:
            full, landlock = _outcome(case, "full"), _outcome(case, "landlock")
            lines.append(
                f"| {case.name} | {full} | {'the same' if landlock == full else landlock} |"
            )
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page with its table made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
