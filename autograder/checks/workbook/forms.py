"""Functions that need more than their arguments' values.

Some look at an argument only when they need it (IF), some make a range (OFFSET), some ask where the
formula stands (ROW).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from autograder.checks.workbook import summaries
from autograder.checks.workbook import values as v
from autograder.checks.workbook.parsing import FormulaError, Name, Node, parse, reference
from autograder.checks.workbook.registry import (
    FUNCTIONS,
    NotSupported,
    Stop,
    at,
    sound,
    truth,
    whole,
)
from autograder.checks.workbook.values import NA, REF, VALUE, Area, ExcelError, Grid, Scalar

if TYPE_CHECKING:
    from autograder.checks.workbook.evaluation import Evaluation

Arguments = tuple[Node | None, ...]
Form = Callable[["Evaluation", Arguments], Grid]

FORMS: dict[str, Form] = {}


def _form(name: str, least: int, most: int = 255) -> Callable[[Form], Form]:
    def known(form: Form) -> Form:
        def counted(here: Evaluation, arguments: Arguments) -> Grid:
            if not least <= len(arguments) <= most:
                raise FormulaError(f"{name} does not take {len(arguments)} arguments")
            try:
                return form(here, arguments)
            except Stop as stop:
                return [[stop.error]]

        FORMS[name] = counted
        return form

    return known


def _each(
    here: Evaluation, condition: Grid, choose: Callable[[Scalar], Callable[[], Grid]]
) -> Grid:
    """What `choose` gives for a condition, value by value if it is an array."""
    if len(condition) == len(condition[0]) == 1:
        return choose(condition[0][0])()
    return [
        [at(choose(value)(), row, column) for column, value in enumerate(line)]
        for row, line in enumerate(condition)
    ]


@_form("IF", 1, 3)
def _if(here: Evaluation, arguments: Arguments) -> Grid:
    def chosen(condition: Scalar) -> Callable[[], Grid]:
        answer = v.truth(condition)
        if isinstance(answer, ExcelError):
            return lambda: [[answer]]
        place = 1 if answer else 2
        if place >= len(arguments):
            return lambda: [[bool(answer)]]
        return lambda: here.given(arguments, place)

    return _each(here, here.value(arguments[0]), chosen)


def _caught(name: str, catches: Callable[[Scalar], bool]) -> None:
    @_form(name, 2, 2)
    def form(here: Evaluation, arguments: Arguments) -> Grid:
        first = here.value(arguments[0])

        def chosen(value: Scalar) -> Callable[[], Grid]:
            return lambda: here.given(arguments, 1) if catches(value) else [[value]]

        if len(first) == len(first[0]) == 1 and not catches(first[0][0]):
            return first
        return _each(here, first, chosen)


_caught("IFERROR", lambda value: isinstance(value, ExcelError))
_caught("_XLFN.IFNA", lambda value: value == NA)


@_form("_XLFN.IFS", 2)
def _ifs(here: Evaluation, arguments: Arguments) -> Grid:
    if len(arguments) % 2:
        raise FormulaError("IFS takes conditions and values in pairs")
    for place in range(0, len(arguments), 2):
        if truth(here.scalar(arguments[place])):
            return here.given(arguments, place + 1)
    return [[NA]]


@_form("_XLFN.SWITCH", 3)
def _switch(here: Evaluation, arguments: Arguments) -> Grid:
    value = sound(here.scalar(arguments[0]))
    for place in range(1, len(arguments) - 1, 2):
        other = sound(here.scalar(arguments[place]))
        if type(other) is type(value) and v.compare(value, other) == 0:
            return here.given(arguments, place + 1)
    return here.given(arguments, len(arguments) - 1) if len(arguments) % 2 == 0 else [[NA]]


@_form("CHOOSE", 2)
def _choose(here: Evaluation, arguments: Arguments) -> Grid:
    place = whole(here.scalar(arguments[0]))
    return here.given(arguments, place) if 1 <= place < len(arguments) else [[VALUE]]


@_form("_XLFN.LET", 3)
def _let(here: Evaluation, arguments: Arguments) -> Grid:
    if len(arguments) % 2 == 0:
        raise FormulaError("LET takes names and values in pairs, and a result")
    inside = here
    for place in range(0, len(arguments) - 1, 2):
        name = arguments[place]
        if not isinstance(name, Name):
            raise FormulaError("LET takes a name before each value")
        if not name.name.upper().startswith("_XLPM."):
            raise NotSupported(f"LET with a name that is not written _xlpm.{name.name}")
        inside = inside.knowing(name.name, inside.given(arguments, place + 1))
    return inside.given(arguments, len(arguments) - 1)


@_form("OFFSET", 3, 5)
def _offset(here: Evaluation, arguments: Arguments) -> Grid:
    area = here.given(arguments, 0)
    if not isinstance(area, Area) or not area.sheet:
        return area if isinstance(area[0][0], ExcelError) else [[VALUE]]
    down, across = (whole(sound(here.scalar(arguments[place]))) for place in (1, 2))
    height, width = (
        whole(sound(here.scalar(arguments[place])))
        if place < len(arguments) and arguments[place] is not None
        else usual
        for place, usual in ((3, len(area)), (4, len(area[0])))
    )
    top, left = area.top + down, area.left + across
    if height == 0 or width == 0:
        return [[REF]]
    top, left = top + min(height + 1, 0), left + min(width + 1, 0)
    return here.area(area.sheet, left, top, left + abs(width) - 1, top + abs(height) - 1)


@_form("INDIRECT", 1, 2)
def _indirect(here: Evaluation, arguments: Arguments) -> Grid:
    if len(arguments) == 2 and not truth(sound(here.scalar(arguments[1]))):
        raise NotSupported("INDIRECT with R1C1 addresses")
    words = v.text(sound(here.scalar(arguments[0])))
    node = reference(words)
    try:
        found = here.grid(node or parse(words))
    except FormulaError:
        return [[REF]]
    return found if isinstance(found, Area) else [[REF]]


def _position(name: str, of: Callable[[Area], tuple[int, int]], own: int) -> None:
    @_form(name, 0, 1)
    def form(here: Evaluation, arguments: Arguments) -> Grid:
        if not arguments:
            return [[float(here.place[own])]]
        area = here.given(arguments, 0)
        if not isinstance(area, Area) or not area.sheet:
            raise NotSupported(f"{name} of something that is no range")
        first, size = of(area)
        line: list[Scalar] = [float(first + step) for step in range(size)]
        found: Grid = [[x] for x in line] if own == 1 else [line]
        return found if here.array else [[line[0]]]


_position("ROW", lambda area: (area.top, len(area)), 1)
_position("COLUMN", lambda area: (area.left, len(area[0])), 2)


@_form("TODAY", 0, 0)
def _today(here: Evaluation, arguments: Arguments) -> Grid:
    if here.today is None:
        raise NotSupported("TODAY, which changes from day to day")
    return [[here.today]]


@_form("SUBTOTAL", 2)
def _subtotal(here: Evaluation, arguments: Arguments) -> Grid:
    kind = whole(sound(here.scalar(arguments[0])))
    areas = [here.given(arguments, place) for place in range(1, len(arguments))]
    kept: list[Grid] = []
    for area in areas:
        if not isinstance(area, Area) or not area.sheet:
            return [[VALUE]]
        if here.hides(area):
            raise NotSupported("SUBTOTAL over hidden rows")
        kept.append(
            Area(
                [None if here.calls(area, row, column, "SUBTOTAL") else value
                 for column, value in enumerate(line)]
                for row, line in enumerate(area)
            )
        )  # fmt: skip
    return FUNCTIONS[summaries.subtotal(kind)](kept)
