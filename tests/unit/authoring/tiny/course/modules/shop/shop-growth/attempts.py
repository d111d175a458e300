"""Answers that prove the checks of this lab."""

RIGHT = {
    "growth": {
        "a loop": """
def growth(levels):
    out = []
    for number in range(1, len(levels)):
        out.append((levels[number] / levels[number - 1] - 1) * 100)
    return out
""",
        "numpy": """
import numpy as np

def growth(levels):
    values = np.array(levels, dtype=float)
    return list(np.diff(values) / values[:-1] * 100)
""",
    },
    "best-month": {
        "typed": 'best_month = "June"',
        "sorted": 'best_month = sorted([(90, "May"), (120, "June")])[-1][1]',
    },
}

WRONG = {
    "growth": {
        "divides by the new value": (
            """
def growth(levels):
    return [100 * (b - a) / b for a, b in zip(levels, levels[1:])]
""",
            "growth-base",
        ),
        "keeps the first value": (
            """
def growth(levels):
    return [0.0] + [100 * (b - a) / a for a, b in zip(levels, levels[1:])]
""",
            "growth-length",
        ),
        "knows only the example": (
            """
def growth(levels):
    return [10.0]
""",
            "growth-base",
        ),
        "one value has not grown": (
            """
def growth(levels):
    return [100 * (b - a) / a for a, b in zip(levels, levels[1:])] or [0.0]
""",
            "growth-one-value",
        ),
        "takes large numbers for mistakes": (
            """
def growth(levels):
    return [100 * (b - a) / a for a, b in zip(levels, levels[1:]) if a < 1000]
""",
            "growth-scale",
        ),
        "fails on short lists": (
            """
def growth(levels):
    first, second = levels
    return [100 * (second - first) / first]
""",
            "raised",
        ),
    },
    "best-month": {
        "the smaller number": ('best_month = "May"', "best-month-value"),
        "a number": ("best_month = 120", "best-month-type"),
        "nothing yet": ("### nothing", "not-attempted"),
    },
}

EQUIVALENT = {
    "best-month": {
        """best_month = \
max(list({"May": 90, "June": 120}.items())[::-1], key=lambda item: item[1])[0]""": (
            "no two months are alike"
        ),
        'best_month = max({"May": 91, "June": 120}.items(), key=lambda item: item[1])[0]': (
            "June stays the larger"
        ),
        'best_month = max({"May": 89, "June": 120}.items(), key=lambda item: item[1])[0]': (
            "June stays the larger"
        ),
        'best_month = max({"May": 90, "June": 121}.items(), key=lambda item: item[1])[0]': (
            "June stays the larger"
        ),
        'best_month = max({"May": 90, "June": 119}.items(), key=lambda item: item[1])[0]': (
            "June stays the larger"
        ),
    },
}
