"""The typos of one part of a formula: each kind by its name, with the part as it should have been."""

from collections.abc import Iterator
from dataclasses import replace

from recomputed.formulas.trees.latex import latex
from recomputed.formulas.trees.nodes import Binary, Fraction, Negative, Node, Number, Postfix, Power, Relation, Symbol
from recomputed.formulas.trees.tree import unbracketed

SUMS, PRODUCTS = ("+", "-"), ("", r"\cdot", r"\times", "*", r"\odot")
RELATIONS = ("=", r"\neq", "<", r"\leq", ">", r"\geq")
Typo = tuple[str, Node]


def of_operation(node: Node, arrays: bool) -> Iterator[Typo]:
    """Typos in an operation: its sign, order, brackets or exponent; arrays: the order of factors matters."""
    if isinstance(node, Power):
        yield from (("exponent ± 1", Power(node.base, plus(node.exponent, step))) for step in (-1, 1))
        base = node.base
        if isinstance(base, Symbol) and base.time is None and not isinstance(node.exponent, Number):
            yield "brackets of a time step", Symbol(base.name, base.index, unbracketed(node.exponent))
    if isinstance(node, Fraction):
        yield "reciprocal", _times(node.top, node.bottom)
        yield "order", Fraction(node.bottom, node.top)
    if not isinstance(node, Binary):
        return
    sign, left, right = node.sign, node.left, node.right
    if sign in SUMS:
        yield "sign", replace(node, sign=SUMS[sign == "+"], spelling=None)
    if sign in PRODUCTS:
        yield "reciprocal", Fraction(left, right)
    if sign == "-" or (sign in PRODUCTS and sign != r"\odot" and arrays):
        yield "order", Binary(sign, right, left)
    yield from _regrouped(node)


def of_quantity(node: Node, role: str, arrays: bool) -> Iterator[Typo]:
    """Typos in a whole term or factor, the same for a symbol, a bracket or the value of a function."""
    if arrays:
        transposed = isinstance(node, Postfix) and node.mark == "T"
        yield "transposition", node.part if transposed else Postfix("T", node)
    yield "sign", negative(node)
    if not isinstance(node, Number):
        yield "reciprocal", Fraction(Number("1"), node)
        if not isinstance(node, Power):
            yield "exponent ± 1", Power(node, Number("2"))
    if role == "term":
        yield "factor 2", _times(Number("2"), node)
        yield "factor 2", Fraction(node, Number("2"))


def of_number(node: Number) -> Iterator[Typo]:
    """Typos in a whole number: one more or less, or a digit dropped."""
    if "." not in node.text:
        yield from (("n ± 1", _number(int(node.text) + step)) for step in (-1, 1))
        digits = node.text
        if len(digits) > 1:
            yield from (("digit dropped", _number(int(digits[:n] + digits[n + 1 :]))) for n in range(len(digits)))


def of_relation(node: Relation) -> Iterator[Typo]:
    """Typos in a relation: every other sign at each of its places."""
    for place, sign in enumerate(node.signs):
        for other in RELATIONS:
            if other != sign:
                signs = (*node.signs[:place], other, *node.signs[place + 1 :])
                yield "relation", replace(node, signs=signs, spelling=None)


def _regrouped(node: Binary) -> Iterator[Typo]:
    """Move a bracket: a + b c -> (a + b) c."""
    left, right = unbracketed(node.left), unbracketed(node.right)
    if isinstance(left, Binary):
        yield "brackets", Binary(left.sign, left.left, Binary(node.sign, left.right, node.right))
    if isinstance(right, Binary):
        yield "brackets", Binary(right.sign, Binary(node.sign, node.left, right.left), right.right)


def plus(node: Node, step: int) -> Node:
    """Add 1 or -1, written without a superfluous term."""
    if isinstance(node, Number) and "." not in node.text:
        return _number(int(node.text) + step)
    if isinstance(node, Binary) and node.sign in SUMS and isinstance(node.right, Number) and "." not in node.right.text:
        total = int(node.right.text) * (1 if node.sign == "+" else -1) + step
        return Binary(SUMS[total < 0], node.left, Number(str(abs(total)))) if total else node.left
    return Binary(SUMS[step < 0], node, Number("1"))


def negative(node: Node) -> Node:
    """Put a minus before a part, or take it away."""
    return node.part if isinstance(node, Negative) else Negative(node)


def _number(number: int) -> Node:
    return Negative(Number(str(-number))) if number < 0 else Number(str(number))


def _times(left: Node, right: Node) -> Node:
    """Multiply; a dot keeps two numbers apart."""
    return Binary(r"\cdot" if latex(right)[:1].isdigit() else "", left, right)
