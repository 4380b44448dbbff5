"""What a sum or product runs over, and the parts that dots leave out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from recomputed.formulas.evaluation.lookup import Missing, Scope
from recomputed.formulas.evaluation.shapes import NoValue, whole
from recomputed.formulas.trees.latex import key
from recomputed.formulas.trees.nodes import Big, Node, Relation, Symbol
from recomputed.formulas.trees.tree import children, walk, with_children

SUM = r"\sum"


@dataclass(frozen=True)
class Pattern:
    """Parts from first to last: the body with hidden symbols where the two differ, and what stands there in each."""

    body: Node
    starts: tuple[Node, ...]
    ends: tuple[Node, ...]
    names: tuple[str, ...]


def between(first: Node, last: Node) -> Pattern | None:
    """Compare the parts at both sides of dots; None where they are equal."""
    pairs: list[tuple[Node, Node]] = []
    body = _merged(first, last, pairs)
    if not pairs:
        return None
    starts, ends = zip(*pairs, strict=True)
    return Pattern(body, starts, ends, tuple(_hidden(n) for n in range(len(pairs))))


def steps(pattern: Pattern, starts: list, ends: list, scope: Scope) -> list[dict]:
    """List the values of the hidden symbols from the first part to the last, each in steps of 1 up or down."""
    runs = []
    for start, end in zip(starts, ends, strict=True):
        a, b = whole(start(scope)), whole(end(scope))
        runs.append(range(a, b + 1) if b >= a else range(a, b - 1, -1))
    if len({len(run) for run in runs}) > 1:
        raise NoValue("dots between parts that are not the same number of steps apart")
    return [dict(zip(pattern.names, found, strict=True)) for found in zip(*runs, strict=True)]


def _merged(first: Node, last: Node, pairs: list) -> Node:
    if first == last:
        return first
    parts, others = children(first), children(last)
    alike = type(first) is type(last) and len(parts) == len(others) and parts
    if alike and with_children(first, others) == last:
        return with_children(first, tuple(_merged(a, b, pairs) for a, b in zip(parts, others, strict=True)))
    pairs.append((first, last))
    return Symbol(_hidden(len(pairs) - 1))


def _hidden(number: int) -> str:
    return f"\0{number}"


def over(node: Big, compiled: Callable) -> Callable[[Scope], Iterator[Scope]]:
    """Give a function from a scope to one scope for each term of a sum or product."""
    if node.below is None:
        return _bound_terms
    if isinstance(node.below, Relation):
        return _from_relation(node, compiled)
    name, above = key(node.below), compiled(node.above) if node.above is not None else None
    hidden = _indexed_by(node.body, name)

    def terms(scope: Scope) -> Iterator[Scope]:
        if above is not None:
            return _each(scope, name, range(1, whole(above(scope)) + 1), hidden)
        found = scope.get(name)
        if found is None or not hasattr(found, "__iter__"):
            raise Missing(f"the range of {name} below {node.sign}", scope)
        return _each(scope, name, found, hidden)

    return terms


def _bound_terms(scope: Scope) -> Iterator[Scope]:
    if SUM not in scope:
        raise Missing(SUM, scope)
    return (scope | term for term in scope[SUM])


def _from_relation(node: Big, compiled: Callable) -> Callable[[Scope], Iterator[Scope]]:
    signs, sides = node.below.signs, node.below.sides
    if signs == ("=",) and node.above is not None:  # from 1 to N
        name, first, last, open_first, open_last = key(sides[0]), sides[1], node.above, 0, 0
    elif len(signs) == 2 and {*signs} <= {"<", r"\leq"}:  # k < s <= t
        name, first, last = key(sides[1]), sides[0], sides[2]
        open_first, open_last = (int(sign == "<") for sign in signs)
    else:
        raise NoValue(f"a range that is not read: {key(node.below)}")
    start, end, hidden = compiled(first), compiled(last), _indexed_by(node.body, name)

    def terms(scope: Scope) -> Iterator[Scope]:
        run = range(whole(start(scope)) + open_first, whole(end(scope)) + 1 - open_last)
        return _each(scope, name, run, hidden)

    return terms


def _each(scope: Scope, name: str, run, hidden: set[str]) -> Iterator[Scope]:
    """Give a scope for each value of the index; names with the index in them must not be found as they are."""
    outer = {known: x for known, x in scope.items() if known not in hidden}
    return (outer | {name: x} for x in run)


def _indexed_by(body: Node, name: str) -> set[str]:
    return {
        key(part)
        for part in walk(body)
        if isinstance(part, Symbol) and name in {key(below) for below in children(part)}
    }
