"""Operators on conditions, loops and statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.answers.mutation.source import Edit, Operator, Source

_COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">=")),
    ast.Gt: (">", (">=", "<")),
    ast.GtE: (">=", (">", "<=")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}


def comparison_moved(node: ast.AST, source: Source) -> Iterator[Edit]:
    """`<` for `<=`, larger for smaller, equal for unequal."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            sides = [left, *comparators]
            for first, op, second in zip(sides, ops, comparators, strict=False):
                old, others = _COMPARISONS[type(op)]
                for new in others:
                    yield from source.between(first, second, old, new)


def and_or(node: ast.AST, source: Source) -> Iterator[Edit]:
    """`and` for `or`, and back."""
    match node:
        case ast.BoolOp(op=op, values=values):
            old, new = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
            for left, right in zip(values, values[1:], strict=False):
                yield from source.between(left, right, old, new)


def condition_dropped(node: ast.AST, source: Source) -> Iterator[Edit]:
    """One condition of several left out, a filter or an `if` without its condition."""
    match node:
        case ast.BoolOp(op=op, values=values):
            word = " and " if isinstance(op, ast.And) else " or "
            for left_out in values:
                rest = [source.of(value) for value in values if value is not left_out]
                yield source.replace(node, f"({word.join(rest)})")
        case ast.If(test=test, orelse=[]):
            yield source.replace(test, "True")
        case ast.comprehension(ifs=tests):
            for test in tests:
                yield source.replace(test, "True")


def condition_negated(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The opposite of a condition."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test):
            yield source.replace(test, f"not {source.of(test)}")
        case ast.comprehension(ifs=tests):
            for test in tests:
                yield source.replace(test, f"not {source.of(test)}")


def not_dropped(node: ast.AST, source: Source) -> Iterator[Edit]:
    """`not` or `~` left out."""
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield source.replace(node, source.of(operand))


def one_branch(node: ast.AST, source: Source) -> Iterator[Edit]:
    """Only one of two cases known."""
    match node:
        case ast.IfExp(body=body, orelse=other):
            yield source.replace(node, source.of(body))
            yield source.replace(node, source.of(other))


def loop_cut(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A loop that ends after its first round, or that goes on where it should end."""
    match node:
        case ast.For(iter=values):
            yield source.replace(values, f"list({source.of(values)})[:1]")
        case ast.Break():
            yield source.replace(node, "continue")
        case ast.Continue():
            yield source.replace(node, "break")


def statement_deleted(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A statement left out, where that does not just leave a name without a value."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) if not _known_before(name, node, source):
            return
        case ast.Assign() | ast.AugAssign() | ast.Expr() | ast.If() | ast.Raise():
            yield source.delete(node)
        case ast.Continue() | ast.Break():
            yield source.delete(node)
        case ast.Return() if isinstance(source.parents[node], ast.If | ast.For | ast.While):
            yield source.delete(node)


def _known_before(name: str, node: ast.stmt, source: Source) -> bool:
    """Whether a name has a value before a statement, as a parameter or from another line."""
    function = source.function(node)
    if function is None:
        return False
    arguments = function.args
    parameters = {
        argument.arg
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    }
    return name in parameters or any(
        isinstance(other, ast.Name)
        and other.id == name
        and isinstance(other.ctx, ast.Store)
        and other.lineno < node.lineno
        for other in ast.walk(function)
    )


OPERATORS: dict[str, Operator] = {
    "comparison moved": comparison_moved,
    "and for or": and_or,
    "condition dropped": condition_dropped,
    "condition negated": condition_negated,
    "not dropped": not_dropped,
    "one branch": one_branch,
    "loop cut short": loop_cut,
    "statement deleted": statement_deleted,
}
