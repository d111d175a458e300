"""Formulas as trees. The text is cut into tokens by openpyxl; precedence is worked out here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import column_index_from_string

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class FormulaError(Exception):
    """A formula that no spreadsheet program could read from a file; the text says why."""


class NotSupported(Exception):
    """A formula needs something that is not known here; the text names it."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, TRUE or FALSE, or an error such as #REF!."""

    value: float | str | bool
    error: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A range in A1 form. `fixed` says of left, top, right, bottom whether a $ holds it."""

    sheet: str | None
    left: int
    top: int
    right: int
    bottom: int
    fixed: tuple[bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class TableReference:
    """`table[column]`. `part` is #Data, #All, #Headers, #Totals or #This Row."""

    table: str
    part: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name."""

    name: str


@dataclass(frozen=True, slots=True)
class Array:
    """Constants in braces, in rows."""

    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; None for one left out, as in IF(a,,b)."""

    function: str
    arguments: tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with one operand ("-", "+", "%") or two."""

    operator: str
    operands: tuple[Node, ...]


Node = Constant | Array | Reference | TableReference | Name | Call | Operation

_STRENGTH = {
    "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1,
    "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5,
}  # fmt: skip
_PREFIX = 6

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)(\d{1,7})")
_TABLE = re.compile(r"([^\W\d]\w*)?\[(.*)\]", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w.\\]*")


@lru_cache(maxsize=4096)
def parse(formula: str) -> Node:
    """The tree of a formula, with or without its leading "=".

    Raises FormulaError for a text that a spreadsheet program would refuse.
    """
    whole = formula if formula.startswith("=") else f"={formula}"
    try:
        tokens = [token for token in Tokenizer(whole).items if token.type != Token.WSPACE]
    except (TokenizerError, IndexError) as error:
        raise FormulaError(f"{formula}: {error}") from None
    reader = _Reader(formula, tokens)
    node = reader.expression(0)
    if reader.here is not None:
        raise reader.refuse(f"{reader.here.value!r} has no place there")
    return node


def called(node: object) -> Iterator[Call]:
    """The calls of functions in a formula, from the outside in."""
    if isinstance(node, Call):
        yield node
    for part in (*getattr(node, "arguments", ()), *getattr(node, "operands", ())):
        yield from called(part)


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, formula: str, tokens: list[Token]) -> None:
        self.formula, self.tokens, self.place = formula, tokens, 0

    @property
    def here(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def refuse(self, why: str) -> FormulaError:
        return FormulaError(f"{self.formula}: {why}")

    def next(self) -> Token:
        token = self.here
        if token is None:
            raise self.refuse("it ends too early")
        self.place += 1
        return token

    def expression(self, least: int) -> Node:
        node = self.operand()
        while self.here is not None:
            token = self.here
            if token.type == Token.OP_POST:
                self.next()
                node = Operation("%", (node,))
                continue
            if token.type == Token.OP_IN and token.value == ",":
                raise NotSupported("several ranges in one bracket")
            strength = _STRENGTH.get(token.value, 0) if token.type == Token.OP_IN else 0
            if strength <= least:
                break
            self.next()
            node = Operation(token.value, (node, self.expression(strength)))
        return node

    def operand(self) -> Node:
        token = self.next()
        if token.type == Token.OP_PRE:
            return Operation(token.value, (self.expression(_PREFIX),))
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            node = self.expression(0)
            self.closed(Token.PAREN)
            return node
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return Call(token.value[:-1].upper(), tuple(self.arguments()))
        if token.type == Token.ARRAY and token.subtype == Token.OPEN:
            return self.array()
        if token.type == Token.OPERAND:
            return self.value(token)
        raise self.refuse(f"{token.value!r} has no place there")

    def array(self) -> Array:
        """Constants in braces: a comma between columns, a semicolon between rows."""
        rows: list[list[Node]] = [[self.constant()]]
        while (token := self.next()).type == Token.SEP:
            if token.value == ";":
                rows.append([])
            rows[-1].append(self.constant())
        if token.type != Token.ARRAY or token.subtype != Token.CLOSE:
            raise self.refuse(f"{token.value!r} has no place in braces")
        if len({len(row) for row in rows}) != 1:
            raise self.refuse("the rows in braces are not of equal length")
        return Array(tuple(map(tuple, rows)))

    def constant(self) -> Constant:
        """A constant in braces; a number may have a sign."""
        token, sign = self.next(), 1.0
        if token.type == Token.OP_PRE:
            sign, token = (-1.0 if token.value == "-" else 1.0), self.next()
        node = self.value(token) if token.type == Token.OPERAND else None
        if not isinstance(node, Constant):
            raise self.refuse(f"{token.value!r} is no constant, and braces hold constants alone")
        return Constant(sign * node.value) if isinstance(node.value, float) else node

    def arguments(self) -> list[Node | None]:
        found: list[Node | None] = []
        if self.here is not None and self.here.type == Token.FUNC and self.here.value == ")":
            self.next()
            return found
        while True:
            empty = self.here is not None and self.here.value in (",", ")")
            found.append(None if empty else self.expression(0))
            token = self.next()
            if token.type == Token.SEP and token.value == ",":
                continue
            if token.type == Token.FUNC and token.subtype == Token.CLOSE:
                return found
            raise self.refuse(f"{token.value!r} stands where a comma or a bracket is expected")

    def closed(self, kind: str) -> None:
        token = self.next()
        if token.type != kind or token.subtype != Token.CLOSE:
            raise self.refuse(f"{token.value!r} stands where a closing bracket is expected")

    def value(self, token: Token) -> Node:
        if token.subtype == Token.NUMBER:
            return Constant(float(token.value))
        if token.subtype == Token.TEXT:
            return Constant(token.value[1:-1].replace('""', '"'))
        if token.subtype == Token.LOGICAL:
            return Constant(token.value.upper() == "TRUE")
        if token.subtype == Token.ERROR:
            return Constant(token.value, error=True)
        if "#REF!" in token.value:
            return Constant("#REF!", error=True)
        node = reference(token.value) or _table(token.value)
        if node is not None:
            return node
        if _NAME.fullmatch(token.value):
            return Name(token.value)
        raise self.refuse(f"{token.value!r} is no range, no table column and no name")


def reference(words: str) -> Reference | None:
    """A range in A1 form ("A1", "Data!$A$2:$B$9", "'KPI 2026'!B:B"), or None."""
    sheet, mark, area = words.rpartition("!")
    name = sheet.strip("'").replace("''", "'") if mark else None
    first, colon, last = area.partition(":")
    for pattern in (_CELL, _COLUMN, _ROW):
        start = pattern.fullmatch(first)
        end = pattern.fullmatch(last if colon else first)
        if start is None or end is None or (pattern is not _CELL and not colon):
            continue
        sides = [_corner(pattern, match) for match in (start, end)]
        (left, top, fix_left, fix_top), (right, bottom, fix_right, fix_bottom) = sides
        right, bottom = right or LAST_COLUMN, bottom or LAST_ROW
        fixed = (fix_left, fix_top, fix_right, fix_bottom)
        return Reference(
            name, min(left, right) or 1, min(top, bottom) or 1, max(left, right), max(top, bottom),
            fixed,
        )  # fmt: skip
    return None


def _corner(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[int, int, bool, bool]:
    """Column, row (0 for all of them) and whether each is fixed."""
    if pattern is _CELL:
        column = column_index_from_string(match[2].upper())
        return column, int(match[4]), bool(match[1]), bool(match[3])
    if pattern is _COLUMN:
        return column_index_from_string(match[2].upper()), 0, bool(match[1]), True
    return 0, int(match[2]), True, bool(match[1])


def _table(words: str) -> TableReference | None:
    match = _TABLE.fullmatch(words)
    if match is None:
        return None
    table, inside = match[1] or "", match[2].strip()
    if inside.startswith("@"):
        raise FormulaError(
            f"{words}: '@' is how Excel shows it. In a file it is {table}[[#This Row],[column]]"
        )
    if not inside.startswith("["):
        parts = [inside] if inside else []
    else:
        parts = re.findall(r"\[((?:[^\]']|'.)*)\]", inside)
    columns = [re.sub(r"'(.)", r"\1", part) for part in parts if not part.startswith("#")]
    special = [part for part in parts if part.startswith("#")]
    part = special[0] if special else "#Data"
    first, last = (columns[0], columns[-1]) if columns else (None, None)
    return TableReference(table, part, first, last)
