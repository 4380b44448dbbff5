"""The value of a symbol among the values bound to names: exactly, without its time, without its subscript."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from recomputed.formulas.evaluation.functions import NAMED
from recomputed.formulas.evaluation.powers import power
from recomputed.formulas.evaluation.shapes import element, is_number, value, whole
from recomputed.formulas.trees.latex import key
from recomputed.formulas.trees.nodes import Symbol, Word

Scope = dict
Value = Callable[[Scope], object]


class Missing(LookupError):
    """A symbol without a value, with the nearest name that has one."""

    def __init__(self, name: str, scope: Scope):
        self.name = name
        known = [str(found) for found in scope if isinstance(found, str)]
        near = get_close_matches(name, known, n=1, cutoff=0.0)
        super().__init__(f"{name} has no value" + (f"; nearest: {near[0]}" if near else ""))


@dataclass(frozen=True)
class Ref:
    """A symbol as a derivative names it: normal form of its name, subscripts and time as whole numbers."""

    name: str
    index: tuple[int, ...] = ()
    time: int | None = None


def symbol(node: Symbol, compiled) -> Value:
    """Give a function that finds the value of `node`; compiled: makes such a function of any node."""
    exact, untimed, unindexed = key(node), key(replace(node, time=None)), key(replace(node, index=()))
    time = None if node.time is None else compiled(node.time)
    index = indices(node, compiled)

    def find(scope: Scope):
        if exact in scope:
            return scope[exact]
        if time is not None and untimed in scope:
            return _at(scope[untimed], time(scope))
        if index is not None and (places := index(scope)) is not None:
            if unindexed in scope:
                return element(scope[unindexed], places)
            if time is not None and node.name in scope:
                return element(_at(scope[node.name], time(scope)), places)
        if exact in NAMED:
            return NAMED[exact]
        raise Missing(exact, scope)

    return find


def indices(node: Symbol, compiled) -> Callable[[Scope], tuple[int, ...] | None] | None:
    """Give a function that finds the subscripts as whole numbers, or None where they are words."""
    if not node.index:
        return None
    parts = [letter for part in node.index for letter in _letters(part)]
    functions = [compiled(part) for part in parts]

    def find(scope: Scope):
        try:
            return tuple(whole(function(scope)) for function in functions)
        except (Missing, ArithmeticError, TypeError):
            return None

    return find


def reference(node: Symbol, compiled) -> Callable[[Scope], Ref]:
    """Give a function that resolves `node` to a Ref; subscripts that are words stay in its name."""
    index = indices(node, compiled)
    time = None if node.time is None else compiled(node.time)
    untimed = key(replace(node, time=None))

    def find(scope: Scope) -> Ref:
        places = index(scope) if index else ()
        name = untimed if places is None else node.name
        return Ref(name, places or (), None if time is None else whole(time(scope)))

    return find


def _letters(part) -> list:
    return [Symbol(letter) for letter in part.text] if isinstance(part, Word) else [part]


def _at(x, time):
    """Give a function of time at a step; what is not one is raised to that power."""
    if callable(x):
        return value(x(whole(time)))
    if is_number(x) or not isinstance(x, list):
        return power(x, time)
    return element(x, (whole(time),))
