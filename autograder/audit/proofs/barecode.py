"""Code without the words that decide no mark: docstrings, comments, empty lines."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import lru_cache

# Marks of a region decide what a student finds in the exercise, so they stay.
_MARK = "###"


@lru_cache(maxsize=4000)
def bare(source: str) -> str:
    """The source without docstrings and other texts that stand alone, comments and empty lines.

    It is cut out of the text, and so the same in every version of Python. What is not plain Python
    stays as it is.
    """
    try:
        words = [*_texts(source), *_comments(source)]
    except (SyntaxError, ValueError, tokenize.TokenError):
        return source
    lines = source.split("\n")
    for (first, start), (last, end) in sorted(words, reverse=True):
        lines[first - 1 : last] = [lines[first - 1][:start] + lines[last - 1][end:]]
    return "\n".join(line.rstrip() for line in lines if line.strip())


_Place = tuple[int, int]


def _texts(source: str) -> Iterator[tuple[_Place, _Place]]:
    """Where a text stands alone; lines count from 1, columns from 0."""
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                first, last = node.lineno, node.end_lineno or node.lineno
                yield (
                    (first, _column(lines[first - 1], node.col_offset)),
                    (last, _column(lines[last - 1], node.end_col_offset or 0)),
                )


def _column(line: str, offset: int) -> int:
    """The column of a byte, in characters."""
    return len(line.encode()[:offset].decode())


def _comments(source: str) -> Iterator[tuple[_Place, _Place]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith(_MARK):
            yield token.start, token.end
