"""The product of what stands side by side: values of functions, sums and their reach, operators, dots."""

from dataclasses import replace

from recomputed.formulas import names
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.latex import key
from recomputed.formulas.nodes import (
    Apply,
    Best,
    Big,
    Binary,
    Bracket,
    Derivative,
    Dots,
    Listing,
    Node,
    Partial,
    Postfix,
    Power,
    Run,
    Symbol,
    Word,
)
from recomputed.formulas.operators import Head, Operator
from recomputed.formulas.spans import ungrouped


def product(items: list, functions: frozenset[str]) -> Node | Operator:
    """Join items from the left; see the module."""
    if len(items) == 1 and isinstance(items[0], Operator):
        return items[0]  # a star alone in a superscript
    items = _with_deltas(items)
    if isinstance(items[0], Symbol) and items[0].name == r"\partial":
        rest = _Items(items[1:], functions).all() if len(items) > 1 else None
        end = rest.span[1] if rest else items[0].span[1]
        return Partial(rest, span=(items[0].span[0], end))
    return _Items(items, functions).all()


def _with_deltas(items: list) -> list:
    r"""Join \delta with the symbol behind it: the error of a neuron or parameter has this name."""
    found: list = []
    for item in items:
        last = found[-1] if found else None
        plain = isinstance(last, Symbol) and last.name == r"\delta" and not last.index and last.time is None
        joined = _with_delta(item, last.span[0]) if plain else None
        found[len(found) - (joined is not None) :] = [item if joined is None else joined]
    return found


def _with_delta(item: object, start: int) -> Node | None:
    """Put the delta that begins at `start` into the name of a symbol, also of one that is raised; None for others."""
    if isinstance(item, Symbol):
        name = rf"\delta {item.name}" if item.name[0].isalpha() else rf"\delta{item.name}"
        return replace(item, name=name, span=(start, item.span[1]))
    if isinstance(item, Postfix):
        part = _with_delta(item.part, start)
        return None if part is None else replace(item, part=part, span=(start, item.span[1]))
    if isinstance(item, Power):
        base = _with_delta(item.base, start)
        return None if base is None else replace(item, base=base, span=(start, item.span[1]))
    return None


class _Items:
    def __init__(self, items: list, functions: frozenset[str]):
        self.items, self.functions, self.place = items, functions, 0

    def next(self):
        return self.items[self.place] if self.place < len(self.items) else None

    def all(self) -> Node:
        """Join all items that are left."""
        found = self.factor()
        while self.next() is not None:
            sign, item = "", self.next()
            if isinstance(item, Operator):
                sign = item.sign
                self.place += 1
            if isinstance(self.next(), Dots) and self.place + 1 < len(self.items):
                found = self.run(found, sign)
                continue
            factor = self.factor()
            found = Binary(sign, found, factor, span=(found.span[0], factor.span[1]))
        return found

    def run(self, found: Node, sign: str) -> Node:
        """Join the factor before dots with the one behind them."""
        self.place += 1
        if isinstance(self.next(), Operator):
            self.place += 1
        last = self.factor()
        first = found.right if isinstance(found, Binary) else found
        run = Run(sign, first, last, span=(first.span[0], last.span[1]))
        return run if first is found else replace(found, right=run, span=(found.span[0], last.span[1]))

    def factor(self) -> Node:
        item = self.next()
        if item is None or isinstance(item, Operator):
            place = self.items[-1].span[1] if item is None else item.span[0]
            raise BadLatex("an operator without a factor", place, typeset=True)
        self.place += 1
        if isinstance(item, Head):
            return self.headed(item)
        if isinstance(item, Symbol | Word) and self.is_function(item) and _bracketed(self.next()) is not None:
            return self.applied(item, item.span[0])
        if isinstance(item, Derivative) and item.top is None and self.next() is not None:
            argument = self.factor()
            return Apply(item, (argument,), span=(item.span[0], argument.span[1]))
        return item

    def is_function(self, item: Symbol | Word) -> bool:
        name = item.text if isinstance(item, Word) else key(item)
        return name in self.functions

    def headed(self, head: Head) -> Node:
        if head.kind == "function":
            return self.function(head)
        if self.next() is None:
            raise BadLatex("nothing to run over", head.span[1], typeset=True)
        grouped = isinstance(self.next(), Bracket) and not self.next().kind
        body = self.factor() if grouped else self.all()
        span = (head.span[0], body.span[1])
        if head.kind == "best":
            return Best(head.name, ungrouped(head.below), body, span=span)
        return Big(head.name, ungrouped(head.below), ungrouped(head.above), body, span=span)

    def function(self, head: Head) -> Node:
        base = ungrouped(head.below)
        name = Symbol(names.normal(head.name), () if base is None else (base,), span=head.span)
        if _bracketed(self.next()) is not None:
            found = self.applied(name, head.span[0])
        elif self.next() is None or isinstance(self.next(), Operator):
            return name
        else:
            argument = self.factor()
            found = Apply(name, (argument,), True, span=(head.span[0], argument.span[1]))
        if head.above is None:
            return found
        return Power(replace(found, span=None), ungrouped(head.above), span=found.span)

    def applied(self, function: Node, start: int) -> Node:
        """Take the bracket that follows as arguments; what is raised is the value, not the argument."""
        item = self.next()
        self.place += 1
        bracket = _bracketed(item)
        arguments = bracket.parts if isinstance(bracket, Listing) else (bracket.part,)
        found = Apply(function, tuple(arguments), span=(start, bracket.span[1]))
        if item is bracket:
            return found
        if isinstance(item, Power):
            return replace(item, base=found, span=(start, item.span[1]))
        return replace(item, part=found, span=(start, item.span[1]))


def _bracketed(item) -> Bracket | Listing | None:
    """Give the bracket that can hold arguments, of an item or of what it raises."""
    if isinstance(item, Power):
        item = item.base
    elif isinstance(item, Postfix):
        item = item.part
    round_one = isinstance(item, Bracket | Listing) and item.kind == "("
    return item if round_one else None
