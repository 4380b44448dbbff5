"""The flows of o-bar, c and y in the LSTM with peepholes (section 2)."""

import numpy as np
from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.schematics import circuit as electronic
from recomputed.drawing.schematics.circuit import circuit, wiring
from recomputed.drawing.schematics.graphs import LSTM, Graph, edges, from_edges, on_the_way, unroll, without
from recomputed.drawing.schematics.notation import element, vector
from recomputed.drawing.schematics.shapes import Shape, canvas, label, place
from recomputed.drawing.schematics.wires import wire

LOSS = ("J", None)
PLACES = {
    ("c", 0): (1.5, 5.7),
    ("o_bar", 0): (6.2, 9.2),
    ("y", 0): (11.9, 7.9),
    ("c", 1): (11.9, 4.0),
    ("i_bar", 1): (6.2, 3.0),
    ("f_bar", 1): (6.2, 0.9),
    LOSS: (16.9, 5.95),
}
TERMS = {  # head of an arrow out of c(t) -> the term it adds to element k of the gradient, in the order of the sum
    ("y", 0): r"\delta y_k^{(t)}\, o_k^{(t)} (1 - \tanh^2 c_k^{(t)})",
    ("o_bar", 0): r"\delta \overline{o}_k^{(t)}\, (p_{out})_k",
    ("c", 1): r"\delta c_k^{(t{+}1)} f_k^{(t{+}1)}",
    ("i_bar", 1): r"\delta \overline{i}_k^{(t{+}1)} (p_{in})_k",
    ("f_bar", 1): r"\delta \overline{f}_k^{(t{+}1)} (p_{for})_k",
}
COLUMNS, PLUSES = (3.85, 7.8, 10.8, 13.85, 17.0), (6.35, 9.3, 12.3, 15.4)  # x of the terms and of the plus signs
RECURSION = r" + ".join(
    [r"\frac{\partial J^{(t)}}{\partial \boldsymbol{y}^{(t)}}"]
    + [
        rf"\boldsymbol{{R}}_{{{name}}}^T\, \delta \overline{{\boldsymbol{{{gate}}}}}^{{(t{{+}}1)}}"
        for gate, name in (("f", "for"), ("i", "in"), ("o", "out"), ("z", "z"))
    ]
)


def o_bar() -> Figure:
    """Draw the block with the only way from o-bar to the losses, which leads through y."""
    fig, ax = canvas(electronic.WIDTH, electronic.HEIGHT)
    graph = from_edges([(source, target) for source, target, *_ in wiring(peepholes=True, bars=True)])
    purple = on_the_way(graph, "o_bar", ["y", "y+"])
    looks = {f"{source} → {target}": "flow" for source, target in purple}
    shapes = circuit(ax, peepholes=True, bars=True, gates="signs", looks=looks, rest="faint")
    loss = place(ax, "loss", "J", (13.2, shapes["y"].at[1]), vector("J"))
    wire(ax, shapes["y"], loss, "flow")
    label(ax, (12.4, shapes["y"].at[1]), "loss of this step", color=style.MUTED, ha="right")
    label(ax, (17.75, 1.15), "to later\nlosses", color=style.MUTED)
    alt = (
        "A block of an LSTM with peepholes; inside each gate the weighted sum, with a bar, and its activation are "
        "drawn apart. All wires are pale but one purple way: from o-bar(t) through the sigmoid to o(t), through the "
        "last product to y(t), and from there to the loss J(t) and on to the next step. There is no other way from "
        "o-bar(t) to the losses."
    )
    return style.describe(fig, alt=alt)


def y() -> Figure:
    """Draw the block of step t+1 with the ways out of y(t): the loss of step t and four weighted sums."""
    fig, ax = canvas(electronic.WIDTH, electronic.HEIGHT + 1.6)
    ax.set(ylim=(-1.6, electronic.HEIGHT))
    looks = {f"y- → {gate}_bar": "flow" for gate in "fizo"}
    shapes = circuit(ax, now="t+1", before="t", peepholes=True, bars=True, gates="signs", looks=looks, rest="faint")
    loss = place(ax, "loss", "J", (shapes["y-"].at[0], 4.2), vector("J"))
    wire(ax, shapes["y-"], loss, "flow")
    label(ax, (9.2, -0.85), rf"$\delta \boldsymbol{{y}}^{{(t)}} = {RECURSION}$", points=9.5)
    alt = (
        "The LSTM block of step t+1. Purple arrows lead from y(t), on the left, up to the loss J(t) and to the four "
        "weighted sums f-bar, i-bar, z-bar and o-bar of step t+1; all other wires are pale. Below, the gradient with "
        "respect to y(t) as a sum of five terms, one for each arrow: the derivative of J(t), and for each gate its "
        "transposed recurrent matrix R times the gradient of its weighted sum."
    )
    return style.describe(fig, alt=alt)


def c_graph() -> Graph:
    """Give the ways from c(t) to y(t) or c(t+1), without gates and z-bar, and on to the losses."""
    graph = without(unroll(LSTM, (0, 1)), {"x", "f", "i", "z", "o", "z_bar", "J"})
    ends = [("y", 0), ("c", 1)]
    ways = on_the_way({node: () if node in ends else targets for node, targets in graph.items()}, ("c", 0), ends)
    return from_edges(sorted(ways) + [(end, LOSS) for end in ends])


def c() -> Figure:
    """Draw the five arrows out of c(t), and its gradient as a sum of five terms."""
    fig, ax = canvas(18.4, 12.6)
    ax.set(ylim=(-2.6, 10.0))
    shapes = _c_nodes(ax)
    for source, target in edges(c_graph()):
        first = source == ("c", 0)
        wire(ax, shapes[source], shapes[target], "flow" if first else {"color": style.PURPLE, "linewidth": 1.2})
        if first:
            along = 0.5 if target in (("o_bar", 0), ("i_bar", 1)) else 0.6
            _tag(ax, target, (1 - along) * np.array(PLACES[source]) + along * np.array(PLACES[target]))
    label(ax, (0.3, -1.9), f"$\\delta {element('c', dollars=False)} =$", ha="left", points=9.5)
    for n, (target, term) in enumerate(TERMS.items()):
        _tag(ax, target, (COLUMNS[n], -0.85))
        label(ax, (COLUMNS[n], -1.9), f"${term}$", points=9.5)
    for x in PLUSES:
        label(ax, (x, -1.9), "+", points=9)
    alt = (
        "A graph of the ways from c(t) to the losses J. Five purple arrows leave c(t). One: straight to y(t). Two: to "
        "o-bar(t), which leads to y(t). Three: straight to c(t+1). Four and five: to i-bar(t+1) and f-bar(t+1), which "
        "lead to c(t+1). From y(t) and c(t+1) all goes on to J. Below, the gradient with respect to element k of c(t) "
        "is a sum of five terms with the same numbers: each is the gradient at the head of its arrow times the "
        "derivative along it."
    )
    return style.describe(fig, alt=alt)


def _c_nodes(ax) -> dict[tuple, Shape]:
    shapes = {}
    for node, at in PLACES.items():
        kind, text = ("loss", "losses $J$") if node == LOSS else ("bar", vector(node[0], ("t", "t+1")[node[1]]))
        shapes[node] = place(ax, kind, str(node), at, text, size=(1.9, 1.1), points=9)
    return shapes


def _tag(ax, target: tuple, at) -> None:
    """Number an arrow out of c(t), or its term of the sum."""
    number = str(1 + list(TERMS).index(target))
    place(ax, "tag", f"tag {number}", at, number, points=7.5)
