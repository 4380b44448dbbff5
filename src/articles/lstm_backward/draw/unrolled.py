"""The simple RNN over time: the errors that each gradient needs (section 2), and from J(t) back to h(k) (section 3)."""

from itertools import pairwise

from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.schematics.graphs import RNN, edges, on_the_way, unroll, without
from recomputed.drawing.schematics.notation import vector
from recomputed.drawing.schematics.shapes import Shape, canvas, label, place
from recomputed.drawing.schematics.wires import wire

STEPS = (1, 2, 3)
COLORS = {1: style.RED, 2: style.ORANGE, 3: style.PURPLE}  # of the gradient of each step, as in the article
LANE = 0.5  # distance between parallel arrows of errors
ROWS = {"J": 8.4, "h": 5.0, "theta": 1.6}


def errors() -> dict[int, set[tuple]]:
    """Give for each step the arrows of the unrolled net along which the errors of its gradient come back."""
    graph = without(unroll(RNN, STEPS), {"a", "o", "y_hat", "x"})
    return {step: on_the_way(graph, ("h", step), [("J", later) for later in STEPS if later >= step]) for step in STEPS}


def through_time() -> Figure:
    """Draw three steps of a simple RNN with the errors that the gradient of each step needs."""
    fig, ax = canvas(18.4, 11.0)
    ax.set(ylim=(-1.7, 9.3))
    shapes = _net(ax)
    for step, against in errors().items():
        look = {"color": COLORS[step], "linewidth": 2.2}
        for target, source in sorted(against):
            lane = 0.25 + (step - 2) * LANE
            offset = (lane, 0) if source[0] == "J" else (0, -lane)
            wire(ax, shapes[source], shapes[target], look, start=offset, end=offset)
        wire(ax, shapes["h", step], shapes["theta", step], look, start=(0.25, 0), end=(0.25, 0))
    total = " + ".join(f"{_gradient(step)}" for step in STEPS)
    label(ax, (9.2, -0.85), rf"$\frac{{\partial J}}{{\partial \boldsymbol{{\theta}}}} = {total}$", points=11)
    alt = (
        "A simple recurrent net over three steps: h(1) leads to h(2), that to h(3), and each h to its loss J. Against "
        "these grey arrows run coloured ones, the errors. Purple: from J(3) to h(3) and to the gradient of step 3. "
        "Orange: from J(3) over h(3) and from J(2) to h(2) and to the gradient of step 2. Red: from all three losses "
        "back to h(1) and to the gradient of step 1. Below, the whole gradient is the sum of the three."
    )
    return style.describe(fig, alt=alt)


def back_to_h() -> Figure:
    """Draw the chain from h(k) to J(t), the derivative of each arrow, and their product."""
    fig, ax = canvas(18.4, 5.3)
    ax.set(ylim=(-0.9, 4.4))
    rows = [("k", 1.2), ("k+1", 4.4), ("", 7.6), ("t-1", 10.8), ("t", 14.0)]
    chain = [
        place(ax, "bar" if s else "term", f"h {s}", (x, 3.6), vector("h", s) if s else "…", size=(1.7, 1.1))
        for s, x in rows
    ]
    chain.append(place(ax, "loss", "J t", (17.2, 3.6), vector("J"), size=(1.7, 1.1)))
    for left, right in pairwise(chain):
        wire(ax, left, right, "faint", start=(0, 0.28), end=(0, 0.28))
        wire(ax, right, left, "flow", start=(0, -0.22), end=(0, -0.22))
    for left, right, x in (("k", "k+1", 2.8), ("t-1", "t", 12.4)):
        label(ax, (x, 2.1), f"${_jacobian('h', right, left)}$", points=11)
    label(ax, (15.6, 2.1), f"${_jacobian('J', 't', 't')}$", points=11)
    product = rf"\prod_{{k < s \leq t}}\, {_jacobian('h', 's', 's-1')}"
    label(ax, (9.2, 0.2), f"${_jacobian('J', 't', 'k')} = {_jacobian('J', 't', 't')}\\, {product}$", points=11.5)
    alt = (
        "A chain: h(k), h(k+1), dots, h(t-1), h(t) and the loss J(t), with pale arrows to the right. Purple arrows "
        "run back along it from J(t) to h(k); below them stand their derivatives. The gradient of J(t) with respect "
        "to h(k) is the product of all of them: one factor for the loss, and one Jacobian for each of the t-k steps."
    )
    return style.describe(fig, alt=alt)


def _net(ax) -> dict[tuple, Shape]:
    shapes = {}
    for step in STEPS:
        x = 3.2 + 6.0 * (step - 1)
        shapes["J", step] = place(
            ax, "loss", f"J {step}", (x, ROWS["J"]), vector("J", str(step)), size=(2.4, 1.2), points=9
        )
        shapes["h", step] = place(
            ax, "bar", f"h {step}", (x, ROWS["h"]), vector("h", str(step)), size=(2.4, 2.0), points=9
        )
        box = {"size": (2.4, 1.9), "points": 11, "edge": COLORS[step]}
        shapes["theta", step] = place(ax, "bar", f"theta {step}", (x, ROWS["theta"]), f"${_gradient(step)}$", **box)
    for source, target in edges(without(unroll(RNN, STEPS), {"a", "o", "y_hat", "x"})):
        if source in shapes:
            offset = (-0.9, 0) if target[0] == "J" else (0, 0.75)
            wire(ax, shapes[source], shapes[target], "faint", start=offset, end=offset)
    return shapes


def _gradient(step: int) -> str:
    return rf"\frac{{\partial J}}{{\partial \boldsymbol{{\theta}}^{{({step})}}}}"


def _jacobian(top: str, at: str, by: str) -> str:
    tops, bottoms = (vector(name, step, dollars=False) for name, step in ((top, at), ("h", by)))
    return rf"\frac{{\partial {tops}}}{{\partial {bottoms}}}"
