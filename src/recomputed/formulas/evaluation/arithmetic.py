"""The values of sums, products, powers and other parts that combine few values."""

import numpy as np

from recomputed.formulas.evaluation import powers, shapes
from recomputed.formulas.evaluation.compiling import compiled, value_of
from recomputed.formulas.evaluation.lookup import Missing, Scope, Value, symbol
from recomputed.formulas.evaluation.shapes import plain, value
from recomputed.formulas.trees.latex import key
from recomputed.formulas.trees.nodes import (
    Binary,
    Bracket,
    Derivative,
    Element,
    Fraction,
    Negative,
    Norm,
    Number,
    Postfix,
    Power,
    Root,
    Symbol,
    Word,
)
from recomputed.formulas.trees.tree import unbracketed

NORM = r"\lVert"
REALS = Symbol(r"\mathbb{R}")


@value_of(Number)
def _number(node: Number) -> Value:
    found = float(node.text) if "." in node.text else int(node.text)
    return lambda scope: found


@value_of(Word)
def _word(node: Word) -> Value:
    def find(scope: Scope):
        if node.text in scope:
            return scope[node.text]
        if node.text == "otherwise":
            return True
        raise Missing(node.text, scope)

    return find


@value_of(Symbol)
def _symbol(node: Symbol) -> Value:
    return symbol(node, compiled)


@value_of(Binary)
def _binary(node: Binary) -> Value:
    left, right, sign = compiled(node.left), compiled(node.right), node.sign
    if sign in ("+", "-"):
        return lambda scope: shapes.add(sign, left(scope), right(scope))
    if sign == "/":
        return lambda scope: shapes.divide(left(scope), right(scope))
    return lambda scope: shapes.multiply(sign, left(scope), right(scope))


@value_of(Negative)
def _negative(node: Negative) -> Value:
    part = compiled(node.part)
    return lambda scope: -plain(part(scope))


@value_of(Fraction)
def _fraction(node: Fraction) -> Value:
    top, bottom = compiled(node.top), compiled(node.bottom)
    return lambda scope: shapes.divide(top(scope), bottom(scope))


@value_of(Power)
def _power(node: Power) -> Value:
    base, exponent = compiled(node.base), compiled(node.exponent)

    def plainly(scope: Scope):
        return powers.power(base(scope), exponent(scope))

    if node.base == REALS:
        return lambda scope: shapes.real_columns(exponent(scope))
    if not isinstance(unbracketed(node.base), Derivative):
        return plainly
    exact = key(node)  # (dJ/dθ)^(t), a derivative with a time step
    return lambda scope: scope[exact] if exact in scope else plainly(scope)


@value_of(Postfix)
def _postfix(node: Postfix) -> Value:
    part = compiled(node.part)
    apply = {"T": shapes.transpose, "!": powers.factorial, r"\circ": lambda x: plain(x) * np.pi / 180}[node.mark]
    return lambda scope: apply(part(scope))


@value_of(Root)
def _root(node: Root) -> Value:
    part, degree = compiled(node.part), compiled(node.degree) if node.degree else lambda scope: 2
    return lambda scope: powers.root(part(scope), degree(scope))


@value_of(Bracket)
def _bracket(node: Bracket) -> Value:
    return compiled(node.part)


@value_of(Element)
def _element(node: Element) -> Value:
    part, index = compiled(node.part), [compiled(place) for place in node.index]
    return lambda scope: shapes.element(plain(part(scope)), tuple(shapes.whole(place(scope)) for place in index))


@value_of(Norm)
def _norm(node: Norm) -> Value:
    part, kind = compiled(node.part), node.kind

    def find(scope: Scope):
        if NORM in scope:
            return value(scope[NORM](plain(part(scope))))
        return powers.norm(kind, part(scope))

    return find
