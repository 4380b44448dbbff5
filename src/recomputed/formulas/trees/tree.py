"""Walks through expression trees, and trees with other parts."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from recomputed.formulas.trees.nodes import Bracket, Node
from recomputed.formulas.trees.remembered import remembered


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind) if part.name not in ("spelling", "span"))


@remembered
def children(node: Node) -> tuple[Node, ...]:
    """Give the parts of a node in the order of its fields."""
    found: list[Node] = []
    for name in _fields(type(node)):
        _collect(getattr(node, name), found)
    return tuple(found)


def _collect(value, found: list[Node]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)


def with_children(node: Node, parts: tuple[Node, ...]) -> Node:
    """Give the node with other parts in the order of `children`; its spelling stays."""
    return _with(node, parts, node.spelling, node.span)


def _with(node: Node, parts: tuple[Node, ...], spelling, span) -> Node:
    waiting = iter(parts)

    def filled(value):
        if isinstance(value, Node):
            return next(waiting)
        return tuple(filled(part) for part in value) if isinstance(value, tuple) else value

    kind = type(node)
    return kind(**{name: filled(getattr(node, name)) for name in _fields(kind)}, spelling=spelling, span=span)


def walk(node: Node) -> Iterator[Node]:
    """Give the node and all below it, from the top."""
    yield node
    for part in children(node):
        yield from walk(part)


@remembered
def bare(node: Node) -> Node:
    """Give the tree without brackets that the tree itself says, and without spelling."""
    if isinstance(node, Bracket):
        return bare(node.part)
    return _with(node, tuple(map(bare, children(node))), None, None)


def unbracketed(node: Node) -> Node:
    """Give what stands in the brackets around a node."""
    while isinstance(node, Bracket):
        node = node.part
    return node
