"""Functions of texts."""

from __future__ import annotations

import re

from autograder.checks.workbook import values as v
from autograder.checks.workbook.criteria import wildcards
from autograder.checks.workbook.display import shown
from autograder.checks.workbook.registry import function, number, sound, truth, whole
from autograder.checks.workbook.values import VALUE, Grid, Scalar, flat

LONGEST = 32_767
"""Characters that a cell can hold."""


@function("UPPER", takes="v")
def _upper(text: Scalar) -> Scalar:
    return v.text(text).upper()


@function("LOWER", takes="v")
def _lower(text: Scalar) -> Scalar:
    return v.text(text).lower()


@function("PROPER", takes="v")
def _proper(text: Scalar) -> Scalar:
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), v.text(text))


@function("LEN", takes="v")
def _len(text: Scalar) -> Scalar:
    return len(v.text(text))


@function("TRIM", takes="v")
def _trim(text: Scalar) -> Scalar:
    return re.sub(" +", " ", v.text(text)).strip(" ")


@function("LEFT", takes="vv")
def _left(text: Scalar, length: Scalar = 1.0) -> Scalar:
    return VALUE if number(length) < 0 else v.text(text)[: whole(length)]


@function("RIGHT", takes="vv")
def _right(text: Scalar, length: Scalar = 1.0) -> Scalar:
    words, size = v.text(text), whole(length)
    return VALUE if number(length) < 0 else words[max(len(words) - size, 0) :]


@function("MID", takes="vvv")
def _mid(text: Scalar, start: Scalar, length: Scalar) -> Scalar:
    first, size = whole(start), whole(length)
    return VALUE if first < 1 or size < 0 else v.text(text)[first - 1 : first - 1 + size]


@function("REPT", takes="vv")
def _rept(text: Scalar, times: Scalar) -> Scalar:
    words, number_of = v.text(text), whole(times)
    if number_of < 0 or len(words) * number_of > LONGEST:
        return VALUE
    return words * number_of


@function("SUBSTITUTE", takes="vvvv")
def _substitute(text: Scalar, old: Scalar, new: Scalar, which: Scalar = None) -> Scalar:
    words, wanted, other = v.text(text), v.text(old), v.text(new)
    if not wanted:
        return words
    if which is None:
        return words.replace(wanted, other)
    parts, place = words.split(wanted), whole(which)
    if place < 1:
        return VALUE
    if place >= len(parts):
        return words
    return wanted.join(parts[:place]) + other + wanted.join(parts[place:])


@function("FIND", takes="vvv")
def _find(wanted: Scalar, text: Scalar, start: Scalar = 1.0) -> Scalar:
    first = whole(start)
    place = v.text(text).find(v.text(wanted), first - 1) if first >= 1 else -1
    return VALUE if place < 0 else place + 1


@function("SEARCH", takes="vvv")
def _search(wanted: Scalar, text: Scalar, start: Scalar = 1.0) -> Scalar:
    first = whole(start)
    match = wildcards(v.text(wanted)).search(v.text(text), first - 1) if first >= 1 else None
    return VALUE if match is None else match.start() + 1


@function("EXACT", takes="vv")
def _exact(left: Scalar, right: Scalar) -> Scalar:
    return v.text(left) == v.text(right)


@function("VALUE", takes="v")
def _value(text: Scalar) -> Scalar:
    return VALUE if isinstance(text, bool) else number(text)


@function("TEXT", takes="vv")
def _text(value: Scalar, code: Scalar) -> Scalar:
    if isinstance(value, str) and (read := v.number_in(value)) is not None:
        value = read
    return shown(0.0 if value is None else value, v.text(code))


@function("T", takes="v")
def _t(value: Scalar) -> Scalar:
    return value if isinstance(value, str) else ""


@function("CONCATENATE", takes=";v")
def _concatenate(*texts: Scalar) -> Scalar:
    return "".join(map(v.text, texts))


@function("_XLFN.CONCAT", takes=";r")
def _concat(*grids: Grid) -> Scalar:
    return "".join(v.text(sound(value)) for grid in grids for value in flat(grid))


@function("_XLFN.TEXTJOIN", takes="vv;r")
def _textjoin(between: Scalar, skip: Scalar, *grids: Grid) -> Scalar:
    words = [v.text(sound(value)) for grid in grids for value in flat(grid)]
    return v.text(between).join(word for word in words if word or not truth(skip))
