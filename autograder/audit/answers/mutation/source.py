"""An answer's text with its syntax tree, and edits that leave the rest of the text as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Arguments that change how a picture looks and nothing that a check could ask for.
COSMETIC = frozenset({
    "alpha", "c", "color", "cmap", "dpi", "edgecolor", "facecolor", "figsize", "fontsize", "ha",
    "label", "layout", "linestyle", "linewidth", "ls", "lw", "marker", "markersize", "rotation",
    "stacklevel", "va", "weight", "zorder",
})  # fmt: skip
_ATOMS = (
    ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript, ast.List, ast.Dict, ast.Set,
    ast.ListComp, ast.SetComp, ast.DictComp,
)  # fmt: skip
_Placed = ast.expr | ast.stmt | ast.keyword
_WITH_BODY = ("body", "orelse", "finalbody")


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the text, from byte `start` to byte `end`, and what stands there instead."""

    start: int
    end: int
    text: str


class Source:
    """The text of an answer cell, its tree, and the edits that operators ask for.

    Raises:
        SyntaxError: the text is not Python.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._raw = text.encode()
        self._starts = [0]
        for line in self._raw.split(b"\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    def nodes(self) -> Iterator[ast.AST]:
        """Every node that can matter: no docstring, annotation, f-string or cosmetic argument."""
        waiting: list[ast.AST] = [self.tree]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed([child for child in _inside(node) if not _idle(child)])

    def function(self, node: ast.AST) -> ast.FunctionDef | None:
        """The innermost function around a node."""
        while (node := self.parents.get(node, self.tree)) is not self.tree:
            if isinstance(node, ast.FunctionDef):
                return node
        return None

    def plain(self, node: _Placed) -> str:
        """The text of a node as it stands."""
        return self._raw[self._start(node) : self._end(node)].decode()

    def of(self, node: ast.expr) -> str:
        """The text of an expression, in parentheses unless it holds together without them."""
        return self.plain(node) if isinstance(node, _ATOMS) else f"({self.plain(node)})"

    def replace(self, node: ast.expr | ast.stmt, text: str) -> Edit:
        """Put a text in the place of an expression or a statement."""
        return Edit(self._start(node), self._end(node), text)

    def between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> Iterator[Edit]:
        """Replace an operator that stands between two expressions."""
        start, end = self._end(left), self._start(right)
        gap = self._raw[start:end].decode()
        pattern = r"\s+".join(map(re.escape, old.split()))
        changed, times = re.subn(pattern, lambda _: new, gap, count=1)
        if times:
            yield Edit(start, end, changed)

    def insert_after(self, node: ast.expr, text: str) -> Edit:
        """Put a text behind an expression."""
        return Edit(self._end(node), self._end(node), text)

    def delete(self, statement: ast.stmt) -> Edit:
        """Take a statement out; where a block would be empty, `pass` stays."""
        parent = self.parents[statement]
        block = next(
            block
            for name in _WITH_BODY
            if statement in (block := getattr(parent, name, None) or [])
        )
        start, end = self._start(statement), self._end(statement)
        if len(block) == 1:
            return Edit(start, end, "pass")
        while start and self._raw[start - 1 : start] in (b" ", b"\t"):
            start -= 1
        if self._raw[end : end + 1] == b"\n":
            end += 1
        return Edit(start, end, "")

    def apply(self, edit: Edit) -> str:
        """The text after an edit."""
        return (self._raw[: edit.start] + edit.text.encode() + self._raw[edit.end :]).decode()

    def _start(self, node: _Placed) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _end(self, node: _Placed) -> int:
        return self._starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)


# What an operator does with one node: all the edits that make a mistake of its kind there.
Operator = Callable[[ast.AST, Source], Iterator[Edit]]


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node that can matter."""
    match node:
        case ast.FunctionDef(args=arguments, body=body):
            yield from (*arguments.defaults, *filter(None, arguments.kw_defaults), *body)
        case ast.AnnAssign(target=target, value=value):
            yield target
            if value is not None:
                yield value
        case ast.JoinedStr() | ast.Raise() | ast.Assert():
            return
        case _:
            yield from ast.iter_child_nodes(node)


def _idle(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg=str(name)):
            return name in COSMETIC
        case ast.Expr(value=ast.Constant() | ast.Call(func=ast.Name(id="print"))):
            return True
    return False
