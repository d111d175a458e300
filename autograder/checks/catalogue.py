"""The framework's own sentences, by id, in the student's language."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources

FALLBACK = "en"


def language() -> str:
    """The language of environment variable LABS_LANG, English when it is not set."""
    return os.environ.get("LABS_LANG", FALLBACK)


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
    folder = resources.files("autograder.checks") / "messages"
    try:
        return tomllib.loads((folder / f"{code}.toml").read_text("utf-8"))
    except FileNotFoundError:
        return {}
