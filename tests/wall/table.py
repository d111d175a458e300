"""The table of docs/security.md, made from the cases: `python -m tests.wall.table` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .cases import HONEST_THEME, POINTS, Case, themes
from .nbgrader_marks import RESULTS, meaningful

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- made by tests/wall/table.py -->", "<!-- end -->"


def _deserved(case: Case) -> str:
    other = 0.0 if case.ends else POINTS
    return f"{case.score:g} + {other:g}"


def _nbgrader(case: Case, measured: dict[str, Any]) -> str:
    """What nbgrader gave, in bold where that is not what the work deserves."""
    if not meaningful(case):
        return "–"
    marks = measured[case.name]
    if marks["attacked"] is None:
        return "**no mark at all**"
    got = f"{marks['attacked']:g} + {marks['other']:g}"
    wrong = (marks["attacked"], marks["other"]) != (case.score, POINTS)
    shown = f"**{got}**" if wrong else got
    return f"{shown}, **reads the test**" if marks["read"] else shown


def table() -> str:
    """One row a case."""
    measured = json.loads(RESULTS.read_text(encoding="utf-8"))
    lines = []
    for title, theme in themes().items():
        lines += ["", f"### {title}", "", "| tried | here | nbgrader |", "|---|---|---|"]
        for case in theme.CASES:
            name = case.name.replace("|", "\\|").replace("_", "\\_")
            lines.append(f"| {name} | {_deserved(case)} | {_nbgrader(case, measured)} |")
    return "\n".join(lines) + "\n"


def summary() -> str:
    """The table in one sentence."""
    cases = [case for theme in themes().values() for case in theme.CASES]
    honest = themes()[HONEST_THEME].CASES
    attacks = [case for case in cases if case not in honest]
    tried = [case for case in attacks if meaningful(case)]
    measured = json.loads(RESULTS.read_text(encoding="utf-8"))
    fails = [case for case in tried if "**" in _nbgrader(case, measured)]
    return (
        f"{len(attacks)} attacks and {len(cases) - len(attacks)} honest oddities. nbgrader 0.9.6 "
        f"could be tried with {len(tried)} of the attacks and fails {len(fails)} of them."
    )


def page() -> str:
    """The page with its table made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{summary()}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
