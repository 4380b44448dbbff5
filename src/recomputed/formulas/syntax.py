"""Typos in a formula: every small change of its syntax tree."""

import ast
from collections import defaultdict
from collections.abc import Iterator

Node = ast.expr
Typo = tuple[str, Node]
SUMS, PRODUCTS = (ast.Add, ast.Sub), (ast.Mult, ast.Div, ast.MatMult)
RELATIONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def variants(source: str, alike: tuple[tuple[str, ...], ...] = (), counts: tuple[str, ...] = ()) -> dict[str, str]:
    """Give every expression that one typo makes of `source`, with the change in words.

    A typo is at one place, or at every place with the same text. alike: groups of symbols that may be confused; counts:
    names of whole numbers.
    """
    tree = ast.parse(source, mode="eval").body
    whole, found = ast.unparse(tree), {}
    layout = any(isinstance(node, ast.MatMult) or getattr(node, "attr", "") == "T" for node in ast.walk(tree))
    places: dict = defaultdict(dict)
    for node, role in _places(tree, "term"):
        for name, edited in _typos(node, role, alike, counts):
            if layout or name != "transposition":
                places[ast.unparse(node), name, ast.unparse(edited)][id(node)] = edited
    for (before, name, after), sites in places.items():
        groups = [{node: edited} for node, edited in sites.items()] + ([sites] if len(sites) > 1 else [])
        for number, group in enumerate(groups, start=1):
            text = ast.unparse(_rebuilt(tree, group))
            where = "" if len(sites) == 1 else " throughout" if number == len(groups) else f", place {number}"
            if text != whole:
                found.setdefault(text, f"{before} -> {after}{where} ({name})")
    return found


def _places(node: ast.AST, role: str) -> Iterator[tuple[Node, str]]:
    """Walk over the expressions of a formula, each with its role: term, factor, exponent, function, base or bound."""
    if isinstance(node, ast.expr):
        yield node, role
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _places(child, _role(node, name))


def _role(parent: ast.AST, field: str) -> str:
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow):
        return "base" if field == "left" else "exponent"
    if isinstance(parent, ast.BinOp):
        return "term" if isinstance(parent.op, SUMS) else "factor"
    if isinstance(parent, ast.Call) and field == "func":
        return "function"
    if isinstance(parent, ast.Attribute):
        return "base"
    return "bound" if isinstance(parent, ast.comprehension) else "term"


def _typos(node: Node, role: str, alike, counts) -> Iterator[Typo]:
    text = ast.unparse(node)
    for group in alike:
        if text in group:
            yield from (("symbol", _parsed(other)) for other in group if other != text)
    if role in ("function", "bound"):
        return
    if isinstance(node, ast.Constant):
        yield from _of_number(node)
    if role == "exponent":
        yield "sign of the exponent", _negative(node)
    if text in counts:
        yield from (("n ± 1", _binary(node, op, _number(1))) for op in SUMS)
    if isinstance(node, ast.Compare):
        yield from (("relation", ast.Compare(node.left, [op()], node.comparators)) for op in RELATIONS)
    if isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    word = isinstance(node, ast.Constant) and isinstance(node.value, bool)
    if role in ("term", "factor") and not word and not isinstance(node, ast.Compare | ast.List | ast.ListComp):
        yield from _of_quantity(node, role)


def _of_number(node: ast.Constant) -> Iterator[Typo]:
    if isinstance(node.value, bool):
        yield "word", ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (("n ± 1", _number(node.value + step)) for step in (-1, 1))
        digits = str(node.value)
        if len(digits) > 1:
            yield from (("digit dropped", _number(int(digits[:n] + digits[n + 1 :]))) for n in range(len(digits)))


def _of_operation(node: ast.BinOp) -> Iterator[Typo]:
    left, op, right = node.left, node.op, node.right
    if isinstance(op, SUMS):
        yield "sign", _binary(left, SUMS[isinstance(op, ast.Add)], right)
    if isinstance(op, ast.Mult | ast.Div):
        yield "reciprocal", _binary(left, (ast.Div, ast.Mult)[isinstance(op, ast.Div)], right)
    if isinstance(op, ast.Div | ast.MatMult | ast.Sub):
        yield "order", _binary(right, type(op), left)
    if isinstance(op, ast.Pow):
        yield from (("exponent ± 1", _binary(left, ast.Pow, _plus(right, step))) for step in (-1, 1))
    if isinstance(left, ast.BinOp) and not isinstance(op, ast.Pow) and not isinstance(left.op, ast.Pow):
        yield "brackets", _binary(left.left, type(left.op), _binary(left.right, type(op), right))
    if isinstance(right, ast.BinOp) and not isinstance(op, ast.Pow) and not isinstance(right.op, ast.Pow):
        yield "brackets", _binary(_binary(left, type(op), right.left), type(right.op), right.right)


def _of_quantity(node: Node, role: str) -> Iterator[Typo]:
    """Typos in a whole term or factor, the same for a name, a bracket or the value of a function."""
    power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    transposed = isinstance(node, ast.Attribute) and node.attr == "T"
    yield "transposition", node.value if transposed else ast.Attribute(node, "T", ast.Load())
    yield "sign", _negative(node)
    if not isinstance(node, ast.Constant):
        yield "reciprocal", _binary(_number(1), ast.Div, node)
    if not power and not isinstance(node, ast.Constant):
        yield "exponent ± 1", _binary(node, ast.Pow, _number(2))
    if role == "term":
        yield "factor 2", _binary(_number(2), ast.Mult, node)
        yield "factor 2", _binary(node, ast.Div, _number(2))


def _plus(node: Node, step: int) -> Node:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return _number(node.value + step)
    return _binary(node, SUMS[step < 0], _number(1))


def _negative(node: Node) -> Node:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return node.operand
    return ast.UnaryOp(ast.USub(), node)


def _number(value: int) -> Node:
    return _negative(ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _binary(left: Node, op: type, right: Node) -> ast.BinOp:
    return ast.BinOp(left, op(), right)


def _parsed(text: str) -> Node:
    return ast.parse(text, mode="eval").body


def _rebuilt(node, edited: dict[int, Node]):
    """Copy the tree with the nodes of `edited`, by identity, replaced."""
    if id(node) in edited:
        return edited[id(node)]
    if isinstance(node, list):
        return [_rebuilt(part, edited) for part in node]
    if not isinstance(node, ast.AST):
        return node
    return type(node)(**{name: _rebuilt(value, edited) for name, value in ast.iter_fields(node)})
