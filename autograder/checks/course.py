"""What a notebook takes from its surroundings: the seed, a table, a rule pack."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lumina.rules import RulePack

DEFAULT_SEED = 20260901
SEED_VARIABLE = "LABS_SEED"
TABLES = Path("datasets", "lumina", "tables")
"""Where the tables lie in a clone."""
LONGEST_SEED = 18  # digits: it fits into 64 bits


def course_seed() -> int:
    """The number from which the hidden checks of a course draw their data.

    It comes from environment variable LABS_SEED, 20260901 when that is not set: in a student's own
    kernel, where no hidden check is. Graders set it.

    Raises:
        ValueError: LABS_SEED is not a whole number of 0 or more, of 18 digits at most.
    """
    value = os.environ.get(SEED_VARIABLE, str(DEFAULT_SEED)).strip()
    if not is_seed(value):
        raise ValueError(f"LABS_SEED is {value!r:.80}; set it to a whole number of 0 or more")
    return int(value)


def is_seed(text: str) -> bool:
    """Whether a text is a seed: a whole number of 0 or more, spaces around it allowed."""
    text = text.strip()
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_SEED


def data_file(name: str) -> Path:
    """The path of a table or a file: in `data/` beside the notebook, in a clone, or installed.

    Raises:
        ValueError: `name` is not the plain name of a file.
        FileNotFoundError: the file is in none of these places; the text says what to do.
    """
    if not name or Path(name).name != name:
        raise ValueError(f"{name!r} is not the name of a file; write it without a folder")
    here = Path.cwd()
    places = [here / "data" / name]
    places += [folder / TABLES / name for folder in (here, *here.parents)]
    places += _installed(name)
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(
        f"The file {name} was not found. Put it in a folder 'data' beside this notebook, "
        "or open the notebook inside a clone of the course, or run: pip install crossborder-labs"
    )


def rules(pack: str) -> RulePack:
    """A dated rule pack by name, for instance `rules("vat")`.

    Raises:
        ImportError: the course's data is not installed; the text says what to do.
    """
    try:
        from lumina.rules import load
    except ImportError as error:
        raise ImportError(
            "The rule packs are not installed. Run: pip install crossborder-labs"
        ) from error
    return load(pack)


def _installed(name: str) -> list[Path]:
    try:
        place = resources.files("lumina") / "tables" / name
    except ModuleNotFoundError:
        return []
    return [place] if isinstance(place, Path) else []
