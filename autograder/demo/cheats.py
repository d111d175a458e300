"""What some students hand in in place of an answer: cheats, and mistakes that raise an error.

None of them is worth a mark. `{name}` is the name of the function that the task asks for.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trick:
    """Code that stands in the place of answers: of the first one only, or of all."""

    what: str
    code: str
    everywhere: bool = False

    def written_for(self, name: str) -> str:
        """The code, with the name that the task asks for."""
        return self.code.replace("{name}", name)


CHEATS = (
    Trick(
        "looks for the gradebook and for what other processes know",
        """\
from pathlib import Path

places = [folder / "gradebook.db" for folder in (Path.cwd(), *Path.cwd().parents)]
places += [*Path("/proc").glob("[0-9]*/environ"), *Path("/proc").glob("[0-9]*/cmdline")]
found = {}
for place in places:
    try:
        found[str(place)] = place.read_bytes()
    except OSError as error:
        found[str(place)] = str(error)
print(found)""",
    ),
    Trick(
        "ends the process before the check can fail",
        """\
import os


def {name}(*given, **more):
    os._exit(0)""",
        everywhere=True,
    ),
    Trick(
        "returns a thing that says it equals everything",
        """\
class Everything(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = float.__hash__


def {name}(*given, **more):
    return Everything(1)""",
        everywhere=True,
    ),
    Trick(
        "puts another check in the place of the real one",
        """\
class check:
    def __init__(self, task, **more):
        self.task = task

    def __enter__(self):
        return self

    def __exit__(self, *error):
        print(self.task, "passed")
        return True""",
    ),
)

MISTAKES = (
    Trick("leaves out a bracket", "def {name}(*given, **more:\n    return given"),
    Trick("uses a name that is not there", "def {name}(*given, **more):\n    return the_result"),
    Trick("divides by zero", "def {name}(*given, **more):\n    return 1 / 0"),
    Trick(
        "forgets the file", 'table = open("my table.csv").read()\n\n\ndef {name}(*given):\n    pass'
    ),
)
