"""The graphs behind the schematics' arrows: which quantity the articles' equations compute from which.

A graph maps a node to the nodes that read it. Nodes of an unrolled net are pairs (quantity, step).
"""

from collections.abc import Hashable, Iterable
from itertools import pairwise

Graph = dict[Hashable, tuple[Hashable, ...]]

# quantity -> what its equation reads -> how many steps back ("LSTM back propagation", section 2; with peepholes)
LSTM = {
    "f_bar": {"x": 0, "y": 1, "c": 1},
    "i_bar": {"x": 0, "y": 1, "c": 1},
    "z_bar": {"x": 0, "y": 1},
    "o_bar": {"x": 0, "y": 1, "c": 0},
    "f": {"f_bar": 0},
    "i": {"i_bar": 0},
    "z": {"z_bar": 0},
    "o": {"o_bar": 0},
    "c": {"z": 0, "i": 0, "c": 1, "f": 0},
    "y": {"o": 0, "c": 0},
    "J": {"y": 0},
}
# The same for the simple RNN (section 3)
RNN = {"a": {"h": 1, "x": 0}, "h": {"a": 0}, "o": {"h": 0}, "y_hat": {"o": 0}, "J": {"y_hat": 0}}


def unroll(equations: dict[str, dict[str, int]], steps: Iterable[int]) -> Graph:
    """Give the graph of a recurrent net over `steps`; quantities before the first step are sources."""
    edges = [
        ((source, step - lag), (quantity, step))
        for step in steps
        for quantity, reads in equations.items()
        for source, lag in reads.items()
    ]
    return from_edges(edges)


def from_edges(edges) -> Graph:
    """Give the graph with these (node, reader) pairs."""
    graph: dict = {}
    for source, target in edges:
        graph[source] = (*graph.get(source, ()), target)
        graph.setdefault(target, ())
    return graph


def edges(graph: Graph) -> list[tuple]:
    """List the (node, reader) pairs of `graph`."""
    return [(source, target) for source, targets in graph.items() for target in targets]


def without(graph: Graph, hidden: Iterable[str]) -> Graph:
    """Leave out the quantities `hidden` of an unrolled graph: their readers read directly what they read."""
    hidden = set(hidden)

    def readers(node):
        for target in graph[node]:
            yield from readers(target) if target[0] in hidden else (target,)

    return {node: tuple(dict.fromkeys(readers(node))) for node in graph if node[0] not in hidden}


def paths(graph: Graph, start, end) -> list[tuple]:
    """List the ways from `start` to `end`, each a tuple of nodes; the graph has no cycle."""
    if start == end:
        return [(end,)]
    return [(start, *rest) for target in graph[start] for rest in paths(graph, target, end)]


def on_the_way(graph: Graph, start, ends) -> set[tuple]:
    """Give the edges that lie on a way from `start` to one of `ends`."""
    ways = [way for end in ends for way in paths(graph, start, end)]
    return {edge for way in ways for edge in pairwise(way)}
