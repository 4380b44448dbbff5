"""A simple RNN as neurons and links, unrolled over time; one of the drawings is the head image of several articles."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from recomputed.drawing import style
from recomputed.drawing.schematics.notation import vector
from recomputed.drawing.schematics.shapes import BLUE_TINT, EDGE, GREEN_TINT, ORANGE_TINT, canvas, label

LAYERS = {"x": (3, 0.0, BLUE_TINT), "h": (4, 3.2, GREEN_TINT), "y_hat": (2, 6.4, ORANGE_TINT)}  # neurons, row, fill
SLANT = np.array([0.62, 0.52])  # offset from one neuron of a layer to the next
RADIUS = 0.22
RECURRENT = {"colors": style.RED, "linewidths": 0.9}
FORWARD = {"colors": style.MUTED, "linewidths": 0.6}


def layer(ax, name: str, at, count: int, fill: str) -> np.ndarray:
    """Draw `count` neurons on a slanted line with the middle `at`; give their centres (count, 2)."""
    centres = np.asarray(at) + (np.arange(count) - (count - 1) / 2)[:, None] * SLANT
    for centre in centres:
        ax.add_patch(Circle(centre, RADIUS, facecolor=fill, **EDGE, zorder=4, label=f"neuron: {name}"))
    return centres


def _links(ax, name: str, sources: np.ndarray, targets: np.ndarray, **look) -> None:
    """Draw a line from every source neuron to every target neuron, one for each weight of a matrix."""
    lines = [(source, target) for source in sources for target in targets]
    ax.add_collection(LineCollection(lines, zorder=2, label=name, **look))


def unrolled(ax, steps, first: float, spacing: float, base: float) -> dict[str, list[np.ndarray]]:
    """Draw the net at `steps`, from x = `first` on, `spacing` apart, inputs at y = `base`; give the layers' neurons."""
    drawn: dict[str, list[np.ndarray]] = {name: [] for name in LAYERS}
    for n, step in enumerate(steps):
        for name, (count, row, fill) in LAYERS.items():
            drawn[name].append(layer(ax, f"{name} {step}", (first + n * spacing, base + row), count, fill))
        _links(ax, f"x {step} → h {step}", drawn["x"][n], drawn["h"][n], **FORWARD)
        _links(ax, f"h {step} → y_hat {step}", drawn["h"][n], drawn["y_hat"][n], **FORWARD)
        if n:
            _links(ax, f"h {steps[n - 1]} → h {step}", drawn["h"][n - 1], drawn["h"][n], **RECURRENT)
    return drawn


def head() -> Figure:
    """Draw a simple RNN over five steps, the head image of the articles on recurrent nets."""
    fig, ax = canvas(26.0, 9.0)
    steps = ("t-2", "t-1", "t", "t+1", "t+2")
    unrolled(ax, steps, first=2.6, spacing=5.2, base=1.3)
    alt = (
        "A simple recurrent net over five time steps, drawn as neurons and links. At every step three input neurons "
        "at the bottom are linked with four hidden neurons in the middle, and those with two output neurons at the "
        "top. Red links lead from every hidden neuron to every hidden neuron of the next step."
    )
    return style.describe(fig, alt=alt)


def two_steps() -> Figure:
    """Draw two steps of a simple RNN with the names of its layers and weight matrices."""
    fig, ax = canvas(12.0, 9.4, style.COLUMN_INCHES)
    drawn = unrolled(ax, ("t-1", "t"), first=3.2, spacing=5.4, base=1.5)
    for name, neurons in drawn.items():
        label(ax, neurons[0][0] + (-0.45, 0), vector(name, "t-1"), ha="right", points=8)
        label(ax, neurons[1][-1] + (0.45, 0), vector(name, "t"), ha="left", points=8)
    for text, at, color in (
        ("W", (6.2, 5.85), style.RED),
        ("U", (9.75, 3.2), style.MUTED),
        ("V", (9.75, 6.5), style.MUTED),
    ):
        label(ax, at, rf"$\boldsymbol{{{text}}}$", color=style.words(color), points=9)
    alt = (
        "Two time steps of a simple recurrent net. Links U lead from three input neurons x(t) up to four hidden "
        "neurons h(t), links V from those to two output neurons. Red links W lead from every hidden neuron of step "
        "t-1 to every hidden neuron of step t. All links are alike: each is one weight of a matrix."
    )
    return style.describe(fig, alt=alt)
