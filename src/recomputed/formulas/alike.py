"""Symbols that a typo may confuse."""

from collections.abc import Iterator
from dataclasses import replace

from recomputed.formulas.nodes import Node, Symbol


def confused(node: Node, groups: list[tuple[Node, ...]]) -> Iterator[Node]:
    """Give the symbols that a typo may confuse with this one; time and subscript stay where the group has none."""
    for group in groups:
        for way in _ways(node):
            if way in group:
                yield from (_with_scripts(other, node, way) for other in group if other != way)
                break


def _ways(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Symbol):
        if node.time is not None:
            yield replace(node, time=None)
        if node.index:
            yield replace(node, index=())
        if node.index and node.time is not None:
            yield Symbol(node.name)


def _with_scripts(other: Node, node: Node, way: Node) -> Node:
    """Give `other` with the time and subscript that `node` has and `way`, in its group, has not."""
    if not isinstance(other, Symbol) or not isinstance(node, Symbol) or not isinstance(way, Symbol):
        return other
    time = node.time if way.time is None and other.time is None else other.time
    index = node.index if not way.index and not other.index else other.index
    return other if time == other.time and index == other.index else Symbol(other.name, index, time)
