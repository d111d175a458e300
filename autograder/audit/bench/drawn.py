"""Which checks draw from the seed of the course: the others say the same with every seed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence

_SEEDS = ("course_seed", "LABS_SEED")
_WORD = re.compile(r"[^\W\d]\w*")


def drawing(checks: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The names of checks that draw; `checks` are names with sources, in their order.

    A check draws if it reads the seed, or uses a name to which a check gives a value from it.
    """
    tainted = set(_SEEDS)
    before = -1
    while len(tainted) > before:
        before = len(tainted)
        for _, source in checks:
            tainted |= _bound_to(tainted, source)
    return frozenset(name for name, source in checks if tainted & {*_WORD.findall(source)})


def _bound_to(tainted: Iterable[str], source: str) -> set[str]:
    """Functions and classes of a check in which one of these names stands."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic command
        return set()
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and {*_WORD.findall(ast.unparse(node))} & {*tainted}
    }
