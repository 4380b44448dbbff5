"""Supervised learning as a flow chart: data, training, validation, and the loop between them."""

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from recomputed.drawing import style

HEIGHT = 0.21
STEPS = {  # name: (x, y, width, lines, colour)
    "data": (0.09, 0.66, 0.16, ("labelled data", "inputs and outputs"), style.MUTED),
    "training set": (0.335, 0.87, 0.17, ("training set", "the model sees it"), style.BLUE),
    "validation set": (0.335, 0.46, 0.17, ("validation set", "held back"), style.VERMILLION),
    "test set": (0.335, 0.11, 0.17, ("test set", "opened once,\nat the end"), style.GREEN),
    "train": (0.58, 0.87, 0.19, ("train", "lower the training error"), style.BLUE),
    "validate": (0.58, 0.46, 0.19, ("validate", "compare with the\ntraining error"), style.VERMILLION),
    "change": (0.89, 0.665, 0.19, ("change the model", "degree, λ, K, features"), style.PURPLE),
    "report": (0.58, 0.11, 0.19, ("report", "error on unseen data"), style.GREEN),
}
ARROWS = (
    ("data", "training set"),
    ("data", "validation set"),
    ("data", "test set"),
    ("training set", "train"),
    ("validation set", "validate"),
    ("test set", "report"),
    ("train", "validate"),
    ("validate", "report"),
)
LABELS = (
    (0.595, 0.665, "fitted model"),
    (0.595, 0.285, "bias and variance balanced"),
    (0.685, 0.425, "bias or variance too high"),
    (0.735, 0.905, "train again"),
)


def workflow() -> Figure:
    """Draw how labelled data are split, and the loop of training, validating and changing the model."""
    fig = style.figure(height_inches=3.4)
    ax = fig.add_subplot()
    ax.set(xlim=(0, 1), ylim=(-0.02, 1))
    ax.axis("off")
    for x, y, width, (name, text), color in STEPS.values():
        _box(ax, x, y, width, name, text, color)
    for start, end in ARROWS:
        _arrow(ax, *_ports(STEPS[start], STEPS[end]))
    train, validate, change = (STEPS[name] for name in ("train", "validate", "change"))
    below, above = (change[0], change[1] - HEIGHT / 2), (change[0], change[1] + HEIGHT / 2)
    _arrow(ax, (validate[0] + validate[2] / 2, validate[1]), below, connectionstyle="angle,angleA=0,angleB=90,rad=6")
    _arrow(ax, above, (train[0] + train[2] / 2, train[1]), connectionstyle="angle,angleA=90,angleB=0,rad=6")
    for x, y, text in LABELS:
        ax.text(x, y, text, va="center", fontsize=7, color=style.MUTED)
    alt = (
        "A flow chart. Labelled data are split into a training set, a validation set and a test set. A loop runs "
        "from training on the training set to validating on the validation set; where bias or variance is too high "
        "the model is changed and trained again. When both are balanced, the error on the test set is reported once."
    )
    return style.describe(fig, alt=alt)


def _box(ax, x: float, y: float, width: float, name: str, text: str, color: str) -> None:
    corner = (x - width / 2, y - HEIGHT / 2)
    box = FancyBboxPatch(
        corner, width, HEIGHT, boxstyle="round,pad=0,rounding_size=0.02", fc=style.PAPER, ec=color, lw=1.4
    )
    ax.add_patch(box)
    ax.text(x, y + 0.045, name, ha="center", va="center", fontweight="bold", color=style.words(color))
    ax.text(x, y - 0.04, text, ha="center", va="center", fontsize=7, color=style.INK)


def _arrow(ax, start: tuple[float, float], end: tuple[float, float], **way) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=10, color=style.INK, lw=1, **way))


def _ports(a: tuple, b: tuple) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the points where an arrow leaves the box of step `a` and enters that of step `b`."""
    if a[0] == b[0]:
        side = 1 if b[1] > a[1] else -1
        return (a[0], a[1] + side * HEIGHT / 2), (b[0], b[1] - side * HEIGHT / 2)
    side = 1 if b[0] > a[0] else -1
    return (a[0] + side * a[2] / 2, a[1]), (b[0] - side * b[2] / 2, b[1])
