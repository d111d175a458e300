"""All misreadings of an answer, from what its checks hand to its functions."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.answers.mutation.misread.families import all_readings
from autograder.audit.answers.mutation.mutants import Mutant
from autograder.audit.calls.sketch import Noted, Sketch

_CODE = """{answer}

from autograder.audit.answers.mutation.misread.wrapping import misread as _misread

{function} = _misread({function}, {name!r}, {path!r}, {words!r})
"""


def misreadings_of(task: str, answer: str, sketch: Sketch) -> list[Mutant]:
    """The misreadings of an answer to a task; `sketch` is what the checks of the task do.

    Columns and keys that the answer does not name are left alone, and so are those of a result
    that came in with an argument. So is what makes no difference in any call.
    """
    return [
        _mutant(task, answer, one, words)
        for one in sketch.noted
        if _matters(one, answer, sketch)
        for words in all_readings()
        if words in one.telling
    ]


def _mutant(task: str, answer: str, one: Noted, words: str) -> Mutant:
    code = _CODE.format(
        answer=answer, function=one.function, name=one.name, path=one.path, words=words
    )
    key = f"{one.function}: {one.words} {words}"
    return Mutant(task, f"misread: {words}", code, 0, f"+ {key}", key)


def _matters(one: Noted, answer: str, sketch: Sketch) -> bool:
    names = [step[1] for step in one.path if step[0] == "key"]
    if not all(name in answer for name in names):
        return False
    if one.is_result and names and names[-1] in _given(one.function, sketch):
        return False
    return not (one.path and one.path[-1][0] == "key" and "Series" in one.place.kinds)


def _given(function: str, sketch: Sketch) -> Iterator[str]:
    """The columns and keys of the arguments of a function."""
    return (
        step[1]
        for one in sketch.of(function)
        if not one.is_result
        for step in one.path
        if step[0] == "key"
    )
