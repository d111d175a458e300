"""Starts a new lab: a small one that already builds, for its author to write over."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from string import Template

from autograder.authoring.reader import MODULES
from autograder.authoring.tomlfiles import line_of
from autograder.errors import LabsError
from autograder.files import whole

_LAB = '''# %% [markdown]
"""
# $title

Who asks you for what, until when, and what you will hand in.

**You can already:** ... **Afterwards you can:** ... **Time:** 90 minutes.
"""

# %%
import random

from autograder.checks import approx, check, course_seed

# %% [markdown]
"""
## Task 1. The price with tax

Why it matters, and what the function gives back.
"""

# %% task="gross-price" role="answer"
def gross_price(net: float, rate: float) -> float:
    """The price with tax in the currency of `net`; `rate` is a share, 0.19 for 19 %.

    `gross_price(100, 0.19)` is `119.0`.
    """
    ### BEGIN SOLUTION
    return net * (1 + rate)
    ### END SOLUTION


# %% task="gross-price" role="check" points=1 outcome="$outcome"
with check("gross-price"):
    assert gross_price(100, 0.19) == approx(119.0), "tax-added"
    assert gross_price(200, 0.07) == approx(214.0), "tax-rate"

# %% task="gross-price" role="hidden" points=2 outcome="$outcome"
with check("gross-price"):
    draw = random.Random(course_seed())
    net = draw.uniform(10, 90)
    assert gross_price(net, 0.0) == approx(net), "tax-free"
    assert gross_price(net, 0.07) == approx(1.07 * net), "tax-rate"

# %% [markdown] task="gross-price" role="hint"
"""
What does 19 % of 100 mean in the currency of the price?
"""

# %% [markdown] task="gross-price" role="hint"
"""
Multiply the net price by one plus the rate.
"""

# %% [markdown] task="doubt" role="written" points=3 outcome="$outcome"
"""
## A question in words

When would you not use this number?

### BEGIN MARK SCHEME
3: names two reasons and an example. 2: names one reason. 1: says that it can be wrong.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

One open idea, without points.
"""
'''

_MESSAGES = """[tax-added]
en = "The price of 100 with 19 % tax is not 119. A price with tax is expected. Add the tax."

[tax-free]
en = "At a rate of 0 the price has changed. The net price is expected. What do you always add?"

[tax-rate]
en = "A rate of 7 % gives a wrong price. The rate is an argument. Do you use a rate of your own?"
"""

_ATTEMPTS = '''"""Answers that prove the checks of this lab."""

# ruff: noqa: F821  # this file is read and never run: nobody defines `edit`

RIGHT = {
    "gross-price": {
        "tax as an amount": """
def gross_price(net, rate):
    tax = net * rate
    return net + tax
""",
        "in percent": """
def gross_price(net, rate):
    return net / 100 * (100 + 100 * rate)
""",
    },
}

WRONG = {
    "gross-price": {
        "takes the tax away": (
            """
def gross_price(net, rate):
    return net * (1 - rate)
""",
            "tax-added",
        ),
        "adds 19 always": (
            """
def gross_price(net, rate):
    return net + 19
""",
            "tax-rate",
        ),
        "19 % at every rate but zero": (
            """
def gross_price(net, rate):
    return net * 1.19 if rate else net
""",
            "tax-rate",
        ),
        "a rate of 0 is taken for none": (edit("1 + rate", "1 + (rate or 0.19)"), "tax-free"),
    },
}
'''

_MODULE = """position = "$position"
title = "$position"
version = "0.1"
licence = "CC-BY-4.0"
prerequisites = []

[outcomes]
"""

_OUTCOME = '$outcome = "Say here what a student can do after this lab."\n'

_ENTRY = """
[labs.$lab]
title = "$title"
minutes = 90
points = 6
requires = []
teaches = ["$outcome"]
"""


_LONGEST = 100  # a folder and an nbgrader assignment bear the name


def new_lab(root: Path, lab_id: str) -> list[Path]:
    """Write the skeleton of a lab, and its module's where it is the first; it already builds.

    Returns:
        the files that were written or changed.

    Raises:
        LabsError: the name is not `<position>-<topic>`, there is such a lab, or nothing can be
            written; then nothing is left of it.
    """
    match = re.fullmatch(r"([a-z]+)-([a-z][a-z0-9-]*)", lab_id)
    if match is None:
        remedy = "name it <position>-<topic> in lower case, for instance operations-returns"
        raise LabsError(f"{lab_id!r:.80} cannot name a lab", remedy)
    if len(lab_id) > _LONGEST:
        raise LabsError(f"{lab_id!r:.80} is too long", f"use {_LONGEST} letters at most")
    position, topic = match.groups()
    module = root / MODULES / position
    folder = module / lab_id
    if folder.exists():
        raise LabsError(f"there is a lab '{lab_id}'", "choose another name, or edit that one")
    values = {
        "lab": lab_id,
        "title": topic.replace("-", " ").capitalize(),
        "position": position.capitalize(),
        "outcome": topic,
    }
    described = module / "module.toml"
    text = _read(described) if described.exists() else _fill(_MODULE, values)
    files = {
        described: _with_entry(text, described, values),
        folder / "lab.py": _fill(_LAB, values),
        folder / "messages.toml": _MESSAGES,
        folder / "attempts.py": _ATTEMPTS,
    }
    new = [path for path in (module, folder) if not path.exists()]
    try:
        folder.mkdir(parents=True)
        with whole(described) as part:  # it describes other labs, too
            for path, content in files.items():
                place = part if path == described else path
                place.write_text(content, "utf-8", newline="\n")
    except OSError as error:
        for path in new:
            shutil.rmtree(path, ignore_errors=True)
        raise LabsError(
            f"{folder} cannot be written ({error.strerror})",
            "check that you may write there, and the free space",
        ) from error
    return list(files)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise LabsError(f"{path} is not UTF-8", "save it as UTF-8") from error
    except OSError as error:
        raise LabsError(
            f"{path} cannot be read ({error.strerror})", "make it a file that you may read"
        ) from error


def _with_entry(text: str, path: Path, values: dict[str, str]) -> str:
    """A module's text with one lab more, and with the outcome that it teaches."""
    try:
        known = tomllib.loads(text).get("outcomes", {})
    except tomllib.TOMLDecodeError as error:
        raise LabsError(f"{path}: not TOML: {error}", "mend it first") from error
    if not isinstance(known, dict):
        raise LabsError(f"{path}: outcomes is no table", "write [outcomes]; docs/lab-format.md")
    heading = line_of(text, "outcomes")
    lines = text.splitlines(keepends=True)
    if values["outcome"] not in known:
        outcome = _fill(_OUTCOME, values)
        lines[heading:heading] = [outcome] if heading else ["\n[outcomes]\n", outcome]
    return "".join(lines).rstrip("\n") + "\n" + _fill(_ENTRY, values)


def _fill(template: str, values: dict[str, str]) -> str:
    return Template(template).substitute(values)
