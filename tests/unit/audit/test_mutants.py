"""Each operator makes its mistake, in the right place and no other; no mutant is made twice."""

from __future__ import annotations

import pytest

from autograder.audit.answers.mutation import Mutant, mutants_of
from autograder.audit.answers.mutation.mutants import operators
from autograder.audit.answers.mutation.normal import normal

pytestmark = pytest.mark.unit

# For each operator: a line of a function of `a` and `b`, and lines that it must become.
EXAMPLES = {
    "sign exchanged": [
        ("return a + b", {"return a - b"}),
        ("return a * b", {"return a / b"}),
        ("return (a > 1) & (b > 1)", {"return (a > 1) | (b > 1)"}),
        ("a += b", {"a -= b", "a = b"}),
    ],
    "part dropped": [
        ("return 100 * (a + b)", {"return 100", "return (a + b)"}),
        ("return a / b", {"return a"}),
        ("return a**b", {"return a"}),
    ],
    "turned round": [
        ("return a / b", {"return (b / a)"}),
        ("return a - (b - 1)", {"return ((b - 1) - a)"}),
    ],
    "minus dropped": [("return -a", {"return a"})],
    "constant moved": [
        ("return a[0]", {"return a[1]", "return a[(-1)]"}),
        ("return a[-1]", {"return a[-2]", "return a[-0]"}),
        ("return a * 1.96", {"return a * 2.156"}),
        ("return sorted(a, reverse=True)", {"return sorted(a, reverse=False)"}),
        ("return a.sort_values(ascending=False)", {"return a.sort_values(ascending=True)"}),
    ],
    "decimal moved": [
        ('return a * Decimal("0.10")', {'return a * Decimal("1")'}),
        ('return a.quantize(Decimal("0.01"))', {'return a.quantize(Decimal("0.1"))'}),
    ],
    "comparison moved": [
        ("return a <= b", {"return a < b", "return a >= b"}),
        ("return 0 < a < b", {"return 0 <= a < b", "return 0 < a <= b"}),
        ("return a not in b", {"return a in b"}),
        ("return a is not None", {"return a is None"}),
    ],
    "and for or": [("return a and b or 1", {"return a or b or 1", "return a and b and 1"})],
    "condition dropped": [
        ("return a and b", {"return (b)", "return (a)"}),
        ("return [x for x in a if x > b]", {"return [x for x in a if True]"}),
    ],
    "condition negated": [
        ("return 1 if a else 2", {"return 1 if not a else 2"}),
        ("return [x for x in a if x > b]", {"return [x for x in a if not (x > b)]"}),
    ],
    "not dropped": [("return a[~b]", {"return a[b]"}), ("return not a", {"return a"})],
    "one branch": [("return 1 if a else 2", {"return 1", "return 2"})],
    "loop cut short": [("for x in a: b.append(x)", {"for x in list(a)[:1]: b.append(x)"})],
    "statement deleted": [("a.sort()", {"pass"}), ("a = a + 1", {"pass"})],
    "function exchanged": [
        ("return sum(a)", {"return mean(a)"}),
        ("return a.mean()", {"return a.sum()", "return a.median()"}),
        ("return max(a, b)", {"return min(a, b)"}),
        ("return a.quantize(b, ROUND_HALF_UP)", {"return a.quantize(b, ROUND_HALF_EVEN)"}),
        ("return a.groupby(b).first()", {"return a.groupby(b).last()"}),
    ],
    "way exchanged": [
        ('return a.merge(b, how="left")', {'return a.merge(b, how="inner")'}),
        ('return a.rank(b, method="first")', {'return a.rank(b, method="last")'}),
        ('return a.reindex(b, method="ffill")', {'return a.reindex(b, method="bfill")'}),
    ],
    "call dropped": [
        ("return abs(a)", {"return a"}),
        ("return round(a, 2)", {"return a"}),
        ("return a.sort_values(b).tolist()", {"return a.tolist()"}),
        ("return np.log(a)", {"return a"}),
        ("return min(a, b)", {"return a", "return b"}),
        ("return a.clip(0, b)", {"return a"}),
    ],
    "argument dropped": [
        ("return a.sort_values(b, ascending=False)", {"return a.sort_values(b)"}),
        ("return min(a, key=b)", {"return min(a)"}),
    ],
    "key lost": [
        (
            'return a.groupby(["sku", "day"]).sum()',
            {'return a.groupby(["day"]).sum()', 'return a.groupby(["sku"]).sum()'},
        ),
        ('return a.merge(b, on=["x", "y"])', {'return a.merge(b, on=["x"])'}),
    ],
    "ends moved": [
        ("return a.between(0, b)", {'return a.between(0, b, inclusive="neither")'}),
        ("return list(range(a))", {"return list(range(a - 1))", "return list(range(a + 1))"}),
        ("return a[:b]", {"return a[:b + 1]"}),
    ],
    "branches exchanged": [
        ("return np.where(a, 1, 2)", {"return np.where(a, 2, 1)"}),
        ("return a, b", {"return (b, a)"}),
    ],
    "text exchanged": [
        ('return a["CNY"] / a["USD"]', {'return a["USD"] / a["USD"]'}),
        ('return "yes" if a == "EU" else "no"', {'return "no" if a == "EU" else "no"'}),
        ('return a == "EU" or b == "US"', {'return a == "US" or b == "US"'}),
    ],
    "values exchanged": [('return {"DE": 19, "FR": 20}[a]', {'return {"DE": 20, "FR": 19}[a]'})],
    "parameter exchanged": [("return a + 1", {"return b + 1"})],
    "field exchanged": [("return a.start + a.end", {"return a.end + a.end"})],
}  # fmt: skip


def function(line: str) -> str:
    return f"def f(a, b):\n    {line}\n"


def made(line: str) -> dict[str, set[str]]:
    """The lines that the mutants of a one-line function have, by operator."""
    found: dict[str, set[str]] = {}
    for mutant in mutants_of("task", function(line)):
        found.setdefault(mutant.operator, set()).add(mutant.code.split("\n")[1].strip())
    return found


def test_every_operator_has_an_example() -> None:
    assert EXAMPLES.keys() <= operators().keys()  # the others: test_misread_code.py


@pytest.mark.parametrize(
    ("operator", "line", "wanted"),
    [(name, *example) for name, examples in EXAMPLES.items() for example in examples],
)
def test_an_operator_makes_its_mistake(operator: str, line: str, wanted: set[str]) -> None:
    everything = set().union(*made(line).values())
    assert wanted <= everything, everything
    assert made(line).get(operator, set()) & wanted, made(line)


def test_a_branch_without_else_and_a_return_in_it_are_deleted_and_forced() -> None:
    code = "def f(a):\n    if a > 1:\n        return 0\n    return 1\n"
    keys = {mutant.key for mutant in mutants_of("task", code)}
    assert {"if True:", "- return 0", "if not (a > 1):", "- if a > 1:\n- return 0"} <= keys


def test_what_cannot_matter_has_no_mutant() -> None:
    code = '''
def f(a: int = 3) -> "list[1]":
    """The sum 1 + 1."""
    print(a + 1)
    ax.plot(a, color="red", linewidth=2)
    if a:
        raise ValueError("no " + str(1 + a))
    return f"{a + 1}"
'''
    lines = {mutant.key for mutant in mutants_of("task", code)}
    assert 'def f(a: int = 4) -> "list[1]":' in lines
    changed = {line for line in lines if not line.startswith("- ")}
    assert not any(word in line for line in changed for word in ("print", "color", "no ", "sum"))
    assert {line for line in lines if line.startswith("return")} == {"return None"}


def test_no_mutant_is_the_reference_and_none_is_made_twice() -> None:
    code = function("return abs(a - b) + sorted(a)[-1] + (1 if not a == b else 2)")
    forms = [normal(mutant.code) for mutant in mutants_of("task", code)]
    assert len(forms) == len(set(forms))
    assert normal(code) not in forms
    assert not any("abs((b - a))" in mutant.code for mutant in mutants_of("task", code))


def test_the_same_code_in_other_words_is_the_same() -> None:
    same = [
        ("a > b", "b < a"),
        ("not a == b", "a != b"),
        ("not a in b", "a not in b"),
        ("abs(a - b)", "abs(b - a)"),
        ("-(1)", "-1"),
    ]
    for one, other in same:
        assert normal(one) == normal(other)
    assert normal("a > b") != normal("a >= b")
    assert normal('def f(a: int) -> int:\n    "x"\n    return a') == normal("def f(a): return a")


def test_a_mutant_says_where_it_is_and_shows_its_line() -> None:
    code = "def f(a):\n    # ü counts as one\n    total = 'ü' + a\n    return total / 2\n"
    (mutant,) = [m for m in mutants_of("task", code) if m.key == "return total * 2"]
    assert mutant == Mutant(
        "task", "sign exchanged", code.replace("total / 2", "total * 2"), 3,
        "-     return total / 2\n+     return total * 2", "return total * 2",
    )  # fmt: skip


def test_every_mutant_compiles_and_differs_in_few_lines() -> None:
    code = (
        "def f(rows, day):\n"
        "    best = None\n"
        "    for row in rows:\n"
        "        if row['day'] < day or row['open']:\n"
        "            continue\n"
        "        if best is None or row['price'] > best['price']:\n"
        "            best = row\n"
        "            break\n"
        "    return best['price'] if best else float('nan')\n"
    )
    mutants = mutants_of("task", code)
    assert len(mutants) > 25
    for mutant in mutants:
        compile(mutant.code, "mutant", "exec")
        assert mutant.diff.count("\n") <= 6
    assert {"continue", "break"} <= {m.key for m in mutants if m.operator == "loop cut short"}


def test_an_answer_of_plain_lines_has_mutants_too() -> None:
    keys = {mutant.key for mutant in mutants_of("task", "rate = total / 12\nrate = round(rate, 2)")}
    assert {"rate = total * 12", "rate = rate"} <= keys


def test_what_is_not_python_is_said() -> None:
    with pytest.raises(SyntaxError):
        mutants_of("task", "%matplotlib inline")
