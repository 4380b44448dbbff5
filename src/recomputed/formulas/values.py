"""From an expression tree to a function of the bound values; each tree is compiled once and evaluated many times."""

from collections.abc import Callable
from functools import reduce

import numpy as np

from recomputed.formulas import shapes
from recomputed.formulas.latex import key
from recomputed.formulas.lookup import Missing, Scope, Value, reference, symbol
from recomputed.formulas.ranges import between, over, steps
from recomputed.formulas.shapes import NoValue, Parts, plain, value
from recomputed.formulas.tree import (
    Apply,
    Best,
    Big,
    Binary,
    Bracket,
    Derivative,
    Dots,
    Element,
    Fraction,
    Listing,
    Matrix,
    Negative,
    Node,
    Norm,
    Number,
    Postfix,
    Power,
    Relation,
    Root,
    Run,
    Symbol,
    Word,
    remembered,
    unbracketed,
)  # fmt: skip

PARTIAL, SUM, PRODUCT, DOTS, NORM = r"\partial", r"\sum", r"\prod", r"\dots", r"\lVert"
REALS = Symbol(r"\mathbb{R}")


@remembered
def compiled(node: Node) -> Value:
    """Give a function from a scope (names -> values) to the value of `node`.

    It raises Missing for a symbol without a value and NoValue where the values do not fit.
    """
    return _KINDS[type(node)](node)


def _number(node: Number) -> Value:
    found = float(node.text) if "." in node.text else int(node.text)
    return lambda scope: found


def _word(node: Word) -> Value:
    def find(scope: Scope):
        if node.text in scope:
            return scope[node.text]
        if node.text == "otherwise":
            return True
        raise Missing(node.text, scope)

    return find


def _binary(node: Binary) -> Value:
    left, right, sign = compiled(node.left), compiled(node.right), node.sign
    if sign in ("+", "-"):
        return lambda scope: shapes.add(sign, left(scope), right(scope))
    if sign == "/":
        return lambda scope: shapes.divide(left(scope), right(scope))
    return lambda scope: shapes.multiply(sign, left(scope), right(scope))


def _negative(node: Negative) -> Value:
    part = compiled(node.part)
    return lambda scope: -plain(part(scope))


def _fraction(node: Fraction) -> Value:
    top, bottom = compiled(node.top), compiled(node.bottom)
    return lambda scope: shapes.divide(top(scope), bottom(scope))


def _power(node: Power) -> Value:
    base, exponent = compiled(node.base), compiled(node.exponent)

    def plainly(scope: Scope):
        return shapes.power(base(scope), exponent(scope))

    if node.base == REALS:
        return lambda scope: shapes.real_columns(exponent(scope))
    if not isinstance(unbracketed(node.base), Derivative):
        return plainly
    exact = key(node)  # (dJ/dθ)^(t), a derivative with a time step
    return lambda scope: scope[exact] if exact in scope else plainly(scope)


def _postfix(node: Postfix) -> Value:
    part = compiled(node.part)
    apply = {"T": shapes.transpose, "!": shapes.factorial, r"\circ": lambda x: plain(x) * np.pi / 180}[node.mark]
    return lambda scope: apply(part(scope))


def _root(node: Root) -> Value:
    part, degree = compiled(node.part), compiled(node.degree) if node.degree else lambda scope: 2
    return lambda scope: shapes.root(part(scope), degree(scope))


def _apply(node: Apply) -> Value:
    function, arguments = compiled(node.function), spread(node.arguments)
    if isinstance(node.function, Derivative):
        return _exactly(node)

    def find(scope: Scope):
        found = function(scope)
        if not callable(found):
            raise NoValue(f"{key(node.function)} is no function")
        return value(found(*map(plain, arguments(scope))))

    return find


def _exactly(node: Node) -> Value:
    exact = key(node)

    def find(scope: Scope):
        if exact in scope:
            return scope[exact]
        raise Missing(exact, scope)

    return find


def _element(node: Element) -> Value:
    part, index = compiled(node.part), [compiled(place) for place in node.index]
    return lambda scope: shapes.element(plain(part(scope)), tuple(shapes.whole(place(scope)) for place in index))


def _bracket(node: Bracket) -> Value:
    return compiled(node.part)


def _norm(node: Norm) -> Value:
    part, kind = compiled(node.part), node.kind

    def find(scope: Scope):
        if NORM in scope:
            return value(scope[NORM](plain(part(scope))))
        return shapes.norm(kind, part(scope))

    return find


def _listing(node: Listing) -> Value:
    parts = spread(node.parts)
    if node.kind == "<":
        return lambda scope: shapes.inner(*parts(scope))
    if node.between == r"\quad":
        return lambda scope: shapes.side_by_side(parts(scope))
    return lambda scope: Parts(parts(scope))


def spread(parts: tuple[Node, ...]) -> Callable[[Scope], list]:
    """Give a function that lists the values of parts; dots are the parts between their neighbours."""
    functions: list[Callable[[Scope], list]] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Dots):
            one = compiled(part)
            functions.append(lambda scope, one=one: [one(scope)])
        elif 0 < place < len(parts) - 1:
            functions.append(_between(parts[place - 1], parts[place + 1], place, len(parts)))
    return lambda scope: [found for function in functions for found in function(scope)]


def _between(first: Node, last: Node, place: int, many: int) -> Callable[[Scope], list]:
    """List the values strictly between two parts; equal parts are repeated up to the length bound to dots."""
    pattern = between(first, last)
    if pattern is None:
        one = compiled(first)

        def repeat(scope: Scope):
            if DOTS not in scope:
                raise Missing(DOTS, scope)
            return [one(scope)] * (shapes.whole(scope[DOTS]) - many + 1)

        return repeat
    body, starts, ends = (
        compiled(pattern.body),
        *([compiled(x) for x in side] for side in (pattern.starts, pattern.ends)),
    )
    return lambda scope: [body(scope | step) for step in steps(pattern, starts, ends, scope)[1:-1]]


def _run(node: Run) -> Value:
    pattern = between(node.first, node.last)
    if pattern is None:
        raise NoValue("dots between equal parts")
    body, starts, ends = (
        compiled(pattern.body),
        *([compiled(x) for x in side] for side in (pattern.starts, pattern.ends)),
    )
    join = shapes.add if node.sign in ("+", "-") else shapes.multiply
    return lambda scope: reduce(
        lambda a, b: join(node.sign, a, b), [body(scope | step) for step in steps(pattern, starts, ends, scope)]
    )


def _matrix(node: Matrix) -> Value:
    rows = [[compiled(cell) for cell in row] for row in node.rows]
    if node.kind == "cases":
        return lambda scope: _case(rows, scope)
    return lambda scope: value(_block([[plain(cell(scope)) for cell in row] for row in rows]))


def _block(rows: list[list]) -> np.ndarray:
    try:
        return np.block([[np.atleast_2d(cell) for cell in row] for row in rows])
    except ValueError as error:
        raise NoValue("cells of a matrix that do not fit together") from error


def _case(rows: list, scope: Scope):
    for found, condition in rows:
        if condition(scope):
            return found(scope)
    raise NoValue("none of the cases")


def _big(node: Big) -> Value:
    body, terms = compiled(node.body), over(node, compiled)
    start, join = (0, lambda a, b: shapes.add("+", a, b)) if node.sign == SUM else (1, _times)

    def find(scope: Scope):
        values = [body(inner) for inner in terms(scope)]
        if node.sign == PRODUCT and PRODUCT in scope:
            return value(scope[PRODUCT](values))
        return reduce(join, values) if values else start

    return find


def _times(a, b):
    return shapes.multiply("", a, b)


def _best(node: Best) -> Value:
    name, body, known = key(node.variable), compiled(node.body), rf"\arg\{node.kind}"

    def find(scope: Scope):
        if known not in scope:
            raise Missing(known, scope)
        return value(scope[known](lambda x: plain(body(scope | {name: value(x)}))))

    return find


def _derivative(node: Derivative) -> Value:
    exact, top, by = key(node), node.top, node.by
    named = isinstance(top, Symbol) and isinstance(by, Symbol)
    resolve = [reference(part, compiled) for part in (top, by)] if named else []

    def find(scope: Scope):
        if exact in scope:
            return scope[exact]
        if PARTIAL in scope and named:
            return value(scope[PARTIAL](*(part(scope) for part in resolve)))
        raise Missing(exact, scope)

    return find


def _relation(node: Relation) -> Value:
    sides = [compiled(side) for side in node.sides]

    def find(scope: Scope):
        values = [plain(side(scope)) for side in sides]
        return all(_holds(sign, a, b) for sign, a, b in zip(node.signs, values, values[1:], strict=False))

    return find


def _holds(sign: str, a, b) -> bool:
    if sign == r"\in":
        return bool(b(a)) if callable(b) else a in b
    if sign in ("=", r"\neq"):
        return np.array_equal(a, b) == (sign == "=")
    order = {"<": np.less, r"\leq": np.less_equal, ">": np.greater, r"\geq": np.greater_equal}
    return bool(np.all(order[sign](a, b)))


def _dots(node: Dots) -> Value:
    raise NoValue("dots without parts at both sides")


_KINDS: dict[type, Callable] = {
    Number: _number, Word: _word, Symbol: lambda node: symbol(node, compiled), Binary: _binary, Negative: _negative,
    Fraction: _fraction, Power: _power, Postfix: _postfix, Root: _root, Apply: _apply, Element: _element,
    Bracket: _bracket, Norm: _norm, Listing: _listing, Run: _run, Matrix: _matrix, Big: _big, Best: _best,
    Derivative: _derivative, Relation: _relation, Dots: _dots,
}  # fmt: skip
