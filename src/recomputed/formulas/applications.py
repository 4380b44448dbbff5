"""The values of functions, derivatives, large sums and products, and relations."""

from functools import reduce

import numpy as np

from recomputed.formulas import shapes
from recomputed.formulas.compiling import compiled, value_of
from recomputed.formulas.latex import key
from recomputed.formulas.lists import spread
from recomputed.formulas.lookup import Missing, Scope, Value, reference
from recomputed.formulas.nodes import Apply, Best, Big, Derivative, Norm, Relation, Symbol
from recomputed.formulas.ranges import over
from recomputed.formulas.shapes import NoValue, plain, value
from recomputed.formulas.tree import walk

STEP = 1e-30  # of a derivative; nothing cancels in the imaginary part
PARTIAL, SUM, PRODUCT = r"\partial", r"\sum", r"\prod"


@value_of(Apply)
def _apply(node: Apply) -> Value:
    if isinstance(node.function, Derivative):
        return _differentiated(node)
    function, arguments = compiled(node.function), spread(node.arguments)

    def find(scope: Scope):
        found = function(scope)
        if not callable(found):
            raise NoValue(f"{key(node.function)} is no function")
        return value(found(*map(plain, arguments(scope))))

    return find


def _differentiated(node: Apply) -> Value:
    """Differentiate what stands behind an operator by the one symbol that it names; all other values are held.

    The derivative by a column is the matrix with a column for each element. It is taken by a complex step, which bars
    do not let through: with a norm in it, the whole needs a value of its own.
    """
    exact, by = key(node), node.function.by
    body, at, name = compiled(node.arguments[0]), compiled(by), key(by)
    smooth = not any(isinstance(part, Norm) for part in walk(node.arguments[0]))

    def find(scope: Scope):
        if exact in scope:
            return scope[exact]
        if not smooth:
            raise Missing(exact, scope)
        point = np.asarray(plain(at(scope)), dtype=complex)
        steps = np.eye(point.size).reshape(point.size, *point.shape) * STEP
        moved = [plain(body(scope | {name: value(point + 1j * step)})) for step in steps]
        return value(np.hstack([np.atleast_2d(np.imag(found)) for found in moved]) / STEP)

    return find


@value_of(Derivative)
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


@value_of(Big)
def _big(node: Big) -> Value:
    body, terms = compiled(node.body), over(node, compiled)
    start, join = (0, _plus) if node.sign == SUM else (1, _times)

    def find(scope: Scope):
        values = [body(inner) for inner in terms(scope)]
        if node.sign == PRODUCT and PRODUCT in scope:
            return value(scope[PRODUCT](values))
        return reduce(join, values) if values else start

    return find


def _plus(a, b):
    return shapes.add("+", a, b)


def _times(a, b):
    return shapes.multiply("", a, b)


@value_of(Best)
def _best(node: Best) -> Value:
    name, body, known = key(node.variable), compiled(node.body), rf"\arg\{node.kind}"

    def find(scope: Scope):
        if known not in scope:
            raise Missing(known, scope)
        return value(scope[known](lambda x: plain(body(scope | {name: value(x)}))))

    return find


@value_of(Relation)
def _relation(node: Relation) -> Value:
    sides = [compiled(side) for side in node.sides]

    def find(scope: Scope):
        values = [plain(side(scope)) for side in sides]
        return all(_holds(sign, a, b) for sign, a, b in zip(node.signs, values, values[1:], strict=False))

    return find


def _holds(sign: str, a, b) -> bool:
    """Compare two values; those that differ by rounding are equal."""
    if sign == r"\in":
        return bool(b(a)) if callable(b) else a in b
    equal = np.shape(a) == np.shape(b) and shapes.close(a, b)
    if sign in ("=", r"\neq"):
        return equal == (sign == "=")
    order = np.less if sign in ("<", r"\leq") else np.greater
    return equal == (sign in (r"\leq", r"\geq")) if equal else bool(np.all(order(a, b)))
