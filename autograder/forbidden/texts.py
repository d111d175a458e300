"""Texts that code puts together from constants: `"sor" + "ted"` is `sorted`."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping

_LONGEST = 10_000
_FIELDS = re.compile(r"\{\d*[^}\d]")
_CHANGES = ("lower", "upper", "strip", "replace", "format", "removeprefix", "removesuffix")


def constants_of(tree: ast.AST) -> dict[str, str]:
    """Names that code binds just once, each to a text that can be read."""
    nodes = list(ast.walk(tree))
    bound = Counter(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    bound.update(n.arg for n in nodes if isinstance(n, ast.arg))
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if bound[name] == 1:
                text = text_of(value, found)
                if text is not None:
                    found[name] = text
    return found


def text_of(node: ast.AST | None, constants: Mapping[str, str]) -> str | None:
    """The text that an expression gives, None where only running it would tell."""
    text = _text(node, constants)
    return text if text is not None and len(text) <= _LONGEST else None


def _text(node: ast.AST | None, constants: Mapping[str, str]) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return constants.get(name)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined([left, right], "", constants)
        case ast.JoinedStr(values=values):
            return _joined(values, "", constants)
        case ast.FormattedValue(value=value, format_spec=None, conversion=-1):
            return text_of(value, constants)
        case ast.Subscript(value=value, slice=ast.Slice(
            lower=None, upper=None, step=ast.UnaryOp(ast.USub(), ast.Constant(value=1))
        )):  # fmt: skip
            backwards = text_of(value, constants)
            return None if backwards is None else backwards[::-1]
        case ast.Call(func=ast.Name(id="chr"), args=[ast.Constant(value=int(code))]):
            return chr(code) if 0 <= code <= 0x10FFFF else None
        case ast.Call(func=ast.Name(id="str"), args=[value]):
            return text_of(value, constants)
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=bytes(data)), attr="decode"), args=[]
        ):
            return data.decode("utf-8", "replace")
        case ast.Call(
            func=ast.Attribute(value=glue, attr="join"),
            args=[ast.List(elts=parts) | ast.Tuple(elts=parts)],
        ):
            between = text_of(glue, constants)
            return None if between is None else _joined(parts, between, constants)
        case ast.Call(func=ast.Attribute(value=value, attr=method), args=args, keywords=[]) if (
            method in _CHANGES
        ):
            texts = [text_of(part, constants) for part in (value, *args)]
            if any(text is None or len(text) > 100 for text in texts):
                return None
            if method == "format" and _FIELDS.search(str(texts[0])):
                return None  # a width could ask for any amount of memory
            try:
                changed = getattr(texts[0], method)(*texts[1:])
            except (TypeError, ValueError, LookupError):
                return None
            return str(changed)
    return None


def _joined(parts: list[ast.expr], between: str, constants: Mapping[str, str]) -> str | None:
    whole = ""
    for number, part in enumerate(parts):
        text = text_of(part, constants)
        if text is None or len(whole) > _LONGEST:
            return None
        whole += between + text if number else text
    return whole
