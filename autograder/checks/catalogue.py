"""The framework's own sentences, by id, in the student's language."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

FALLBACK = "en"


VARIABLE = "LABS_LANG"
_notebook = {"language": FALLBACK}


def speak(lang: str) -> None:
    """Have checks and hints speak the language of this notebook; the build writes the call."""
    _notebook["language"] = lang


def language() -> str:
    """The language of environment variable LABS_LANG, else that of the notebook, else English.

    The grader sets the variable: it runs the instructor's notebook for students of any language.
    """
    return os.environ.get(VARIABLE, _notebook["language"])


def languages() -> list[str]:
    """The languages in which the framework has sentences."""
    folder = resources.files("autograder.checks") / "sentences"
    names = (Path(entry.name) for entry in folder.iterdir())
    return sorted(name.stem for name in names if name.suffix == ".toml")


def text(message: str, lang: str | None = None, **values: object) -> str:
    """The sentence with id `section.name`, filled with `values`.

    A language or a sentence that is missing falls back to English.

    Raises:
        KeyError: no language has this id.
    """
    section, _, name = message.partition(".")
    for code in (lang or language(), FALLBACK):
        found = _catalogue(code).get(section, {}).get(name)
        if found is not None:
            return found.format(**values)
    raise KeyError(message)


@cache
def _catalogue(code: str) -> dict[str, dict[str, str]]:
    folder = resources.files("autograder.checks") / "sentences"
    try:
        return tomllib.loads((folder / f"{code}.toml").read_text("utf-8"))
    except FileNotFoundError:
        return {}
