"""When two pieces of code are the same: a form in which spelling makes no difference."""

from __future__ import annotations

import ast

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def normal(code: str) -> str:
    """The code as a tree without docstrings, annotations and needless spelling.

    Raises:
        SyntaxError: it is not Python.
    """
    return ast.dump(_Normal().visit(ast.parse(code)))


class _Normal(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        match node.body:
            case [ast.Expr(value=ast.Constant(value=str())), *rest]:
                node.body = rest or [ast.Pass()]
        node.returns = None
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if node.value is None:
            return node
        return ast.Assign([node.target], node.value, lineno=node.lineno)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """`not a == b` is `a != b`, `-1` is one number."""
        self.generic_visit(node)
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=ast.Compare(ops=[op]) as compare) if (
                type(op) in _OPPOSITE
            ):
                compare.ops = [_OPPOSITE[type(op)]()]
                return compare
            case ast.UnaryOp(op=ast.Not(), operand=ast.UnaryOp(op=ast.Not(), operand=operand)):
                return operand
            case ast.UnaryOp(
                op=ast.USub(), operand=ast.Constant(value=int() | float() as value)
            ) if not isinstance(value, bool):
                return ast.Constant(-value)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`a > b` is `b < a`."""
        self.generic_visit(node)
        if len(node.ops) == 1 and (mirrored := _MIRRORED.get(type(node.ops[0]))):
            return ast.Compare(node.comparators[0], [mirrored()], [node.left])
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`abs(a - b)` is `abs(b - a)`."""
        self.generic_visit(node)
        match node:
            case ast.Call(
                func=ast.Name(id="abs") | ast.Attribute(attr="abs" | "fabs"),
                args=[ast.BinOp(op=ast.Sub()) as gap],
            ):
                gap.left, gap.right = sorted((gap.left, gap.right), key=ast.dump)
        return node
