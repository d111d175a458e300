"""Mistakes that make the tiny lab unfair: the change, what is said, the remedy, the line."""

from __future__ import annotations

SET_UP = """# %%
import random
from itertools import pairwise

from autograder.checks import approx, check, course_seed, fill
"""
SOLUTION = """### BEGIN SOLUTION
best_month = max({"May": 90, "June": 120}.items(), key=lambda item: item[1])[0]
### END SOLUTION"""
RUBRIC = """### BEGIN MARK SCHEME
3: names rounding and a change of definition. 2: names one of them. 1: says "error" only.
### END MARK SCHEME"""
HINT = "Write the name of the month between quotes."
MISTAKES = {
    "points that do not add up": (
        ("module.toml", "points = 8", "points = 9"),
        "the cells of shop-growth add up to 8 points, not to 9",
        "write points = 8",
        "[labs.shop-growth]",
    ),
    "an answer without a hidden check": (
        ("lab.py", '"best-month" role="hidden" points=1', '"best-month" role="check" points=1'),
        "the answer of 'best-month' has no hidden check",
        'add a cell with task="best-month" role="hidden"',
        'task="best-month" role="answer"',
    ),
    "an answer without a visible check": (
        ("lab.py", '"best-month" role="check" points=1', '"best-month" role="hidden" points=1'),
        "the answer of 'best-month' has no visible check",
        'role="check"',
        'task="best-month" role="answer"',
    ),
    "a missing hint": (
        (
            "lab.py",
            f'# %% [markdown] task="best-month" role="hint"\n"""\n{HINT}',
            '# %% [markdown]\n"""\nx',
        ),
        "task 'best-month' has 1 of 2 hints",
        'role="hint"',
        'task="best-month" role="answer"',
    ),
    "a task without an answer": (
        ("lab.py", '# %% task="growth" role="answer"', "# %%"),
        "task 'growth' has 0 answers",
        'role="answer"',
        'task="growth" role="check"',
    ),
    "a task with two answers": (
        ("lab.py", '# %% task="best-month" role="answer"', '# %% task="growth" role="answer"'),
        "task 'growth' has 2 answers",
        "write one cell",
        'task="growth" role="answer"',
    ),
    "a hint above its answer": (
        (
            "lab.py",
            "## Task 1. Growth",
            '## T\n"""\n\n# %% [markdown] task="growth" role="hint"\n"""\nx',
        ),
        "a hint before its answer",
        "move it below",
        'role="hint"',
    ),
    "an unknown outcome": (
        (
            "lab.py",
            'role="check" points=1 outcome="read-growth"\nwith check("growth")',
            'role="check" points=1 outcome="grow"\nwith check("growth")',
        ),
        "unknown outcome 'grow'",
        "use one of read-growth, doubt",
        'outcome="grow"',
    ),
    "a requirement that nobody teaches": (
        ("module.toml", "requires = []", 'requires = ["count"]'),
        "no module teaches 'count'",
        "name an outcome",
        "[labs.shop-growth]",
    ),
    "an unknown message": (
        ("lab.py", '"growth-scale"', '"growth-sclae"'),
        "unknown message 'growth-sclae'",
        "mend the id",
        "growth-sclae",
    ),
    "a message that no check says": (
        ("lab.py", '"growth-scale"', '"growth-base"'),
        "no check says 'growth-scale'",
        "remove it",
        "[growth-scale]",
    ),
    "a message that is too long": (
        ("messages.toml", "Compare the two numbers again.", "Again. " * 60),
        "the text 'best-month-value.en' is too long",
        "300 characters",
        "[best-month-value]",
    ),
    "a message of four lines": (
        ("messages.toml", "Compare the two numbers again.", "a\\nb\\nc\\nd"),
        "the text 'best-month-value.en' is too long",
        "3 lines",
        "[best-month-value]",
    ),
    "a brace without a partner": (
        ("messages.toml", "Compare the two numbers again.", "{"),
        "has a brace without its partner",
        "write {name}",
        "[best-month-value]",
    ),
    "a message with the name of a state": (
        ("messages.toml", "[best-month-value]", "[raised]"),
        "'raised' is a name of the framework",
        "another id",
        "[raised]",
    ),
    "a value that nothing fills": (
        ("lab.py", 'fill("growth-length", got=len(result))', '"growth-length"'),
        "'{got}' is either not filled here",
        'write fill("growth-length", got=...)',
        '"growth-length"',
    ),
    "a value that the text does not show": (
        (
            "lab.py",
            '"growth-base"\n\n# %% task="growth" role="hidden"',
            'fill("growth-base", got=1)\n\n# %% task="growth" role="hidden"',
        ),
        "'{got}' is either not filled here or not in growth-base.en",
        'fill("growth-base", got=...)',
        "got=1",
    ),
    "a value in a hidden check": (
        ("lab.py", '"growth-scale"', 'fill("growth-scale", got=base)'),
        "a hidden check shows a value",
        "say it without the value",
        "got=base",
    ),
    "an assert without a message": (
        ("lab.py", 'best_month == "June", "best-month-value"', 'best_month == "June"'),
        "an assert without a message id",
        'assert ..., "message-id"',
        'best_month == "June"',
    ),
    "an assert with a made-up message": (
        ("lab.py", '"June", "best-month-value"', '"June", f"{best_month}"'),
        "an assert without a message id",
        'assert ..., "message-id"',
        'best_month == "June"',
    ),
    "a check that asserts nothing": (
        ("lab.py", 'assert best_month == "June", "best-month-value"', "pass"),
        "the check asserts nothing",
        "message-id",
        'task="best-month" role="hidden"',
    ),
    "a check without a check": (
        (
            "lab.py",
            'with check("best-month"):\n    assert best_month ==',
            "if True:\n    assert best_month ==",
        ),
        "the hidden cell runs no check",
        'with check("best-month"):',
        'task="best-month" role="hidden"',
    ),
    "a check of another task": (
        (
            "lab.py",
            'with check("best-month"):\n    assert best_month ==',
            'with check("growth"):\n    assert best_month ==',
        ),
        "the check is not of this cell's task",
        'with check("best-month"):',
        'with check("growth")',
    ),
    "an assert outside of the check": (
        (
            "lab.py",
            '    assert best_month in ("May", "June"), "best-month-type"',
            '    pass\nassert best_month in ("May", "June"), "best-month-type"',
        ),
        "an assert outside of the check",
        "move it into the with",
        "assert best_month in",
    ),
    "an answer without a solution": (
        (
            "lab.py",
            SOLUTION,
            "best_month = 1",
        ),
        "the answer of 'best-month' has no SOLUTION region",
        "### BEGIN SOLUTION",
        'task="best-month" role="answer"',
    ),
    "a solution that does not end": (
        ("lab.py", "[0]\n### END SOLUTION", "[0]"),
        "a mark of SOLUTION has no partner",
        "### END SOLUTION",
        "### BEGIN SOLUTION",
    ),
    "a question without a rubric": (
        (
            "lab.py",
            RUBRIC,
            "",
        ),
        "the written of 'limits' has no MARK SCHEME region",
        "### BEGIN MARK SCHEME",
        'role="written"',
    ),
    "a question that shares its task": (
        ("lab.py", 'task="limits" role="written"', 'task="growth" role="written"'),
        "task 'growth' is more than its question",
        "a task id of its own",
        'role="written"',
    ),
    "hidden marks written by hand": (
        (
            "lab.py",
            '    assert best_month == "June"',
            '    ### BEGIN HIDDEN TESTS\n    ### END HIDDEN TESTS\n    assert best_month == "June"',
        ),
        "a HIDDEN TESTS region has no place here",
        "the build writes those",
        'task="best-month" role="hidden"',
    ),
    "code that is not Python": (
        ("lab.py", "    parcels = [100, 110]", "    parcels = [100, 110"),
        "not Python",
        "mend this line",
        "parcels",
    ),
    "no set-up": (
        (
            "lab.py",
            SET_UP,
            "",
        ),
        "the lab has no set-up cell",
        "imports from autograder.checks",
        'task="growth" role="answer"',
    ),
    "an attempt for an unknown task": (
        (
            "attempts.py",
            '    "best-month": {\n        "typed"',
            '    "best-moth": {\n        "typed"',
        ),
        "'typed' is for an unknown task 'best-moth'",
        "tasks here: growth, best-month",
        '"typed"',
    ),
    "an attempt that awaits a message of another task": (
        ("attempts.py", '"best-month-value"', '"growth-base"'),
        "no check of 'best-month' says 'growth-base'",
        "messages of this task: best-month-type, best-month-value, not-attempted, raised",
        "the smaller number",
    ),
}
