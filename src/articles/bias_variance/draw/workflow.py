"""Training of supervised machine learning: data, training, validation, and the loop between them."""

from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from articles import style

HEIGHT = 0.21
STEPS = {  # name: (x, y, width, lines, colour)
    "data": (0.10, 0.66, 0.16, ("labelled data", "inputs and outputs"), style.MUTED),
    "training set": (0.335, 0.86, 0.17, ("training set", "the model sees it"), style.BLUE),
    "validation set": (0.335, 0.46, 0.17, ("validation set", "held back"), style.VERMILLION),
    "test set": (0.335, 0.11, 0.17, ("test set", "opened once, at the end"), style.GREEN),
    "train": (0.60, 0.86, 0.17, ("train", "lower the training error"), style.BLUE),
    "validate": (0.60, 0.46, 0.17, ("validate", "validation error ≫ training?"), style.VERMILLION),
    "change": (0.88, 0.66, 0.19, ("change the model", "degree, λ, K, features, samples"), style.PURPLE),
    "report": (0.60, 0.11, 0.17, ("report", "error on unseen data"), style.GREEN),
}
ARROWS = (
    ("data", "training set", ""),
    ("data", "validation set", ""),
    ("data", "test set", ""),
    ("training set", "train", ""),
    ("validation set", "validate", ""),
    ("test set", "report", ""),
    ("train", "validate", "fitted model"),
    ("validate", "report", "error balanced"),
    ("validate", "change", "bias or variance\ntoo high"),
    ("change", "train", "train again"),
)


def workflow() -> Figure:
    """Draw how labelled data are split, and the loop of training, validating and changing the model."""
    fig = style.figure(height_inches=3.4)
    ax = fig.add_subplot()
    ax.set(xlim=(0, 1), ylim=(-0.02, 1))
    ax.axis("off")
    for x, y, width, (name, text), color in STEPS.values():
        _box(ax, x, y, width, name, text, color)
    for start, end, label in ARROWS:
        _arrow(ax, start, end, label)
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
    ax.text(x, y + 0.035, name, ha="center", va="center", fontweight="bold", color=color)
    ax.text(x, y - 0.045, text, ha="center", va="center", fontsize=6.3, color=style.INK)


def _arrow(ax, start: str, end: str, label: str) -> None:
    a, b = _ports(STEPS[start], STEPS[end])
    ax.add_patch(
        FancyArrowPatch(a, b, arrowstyle="-|>", mutation_scale=10, color=style.INK, lw=1, shrinkA=1, shrinkB=1)
    )
    if label:
        beside = a[0] == b[0]
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        rising = b[1] > a[1] and not beside
        at = (
            (x + 0.012, y, "left", "center")
            if beside
            else (x + 0.035, y + (-0.02 if rising else 0.02), "left", "center")
        )
        ax.text(*at[:2], label, ha=at[2], va=at[3], fontsize=6.3, color=style.MUTED)


def _ports(a: tuple, b: tuple) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give the points where an arrow leaves the box of step `a` and enters that of step `b`."""
    if a[0] == b[0]:
        side = 1 if b[1] > a[1] else -1
        return (a[0], a[1] + side * HEIGHT / 2), (b[0], b[1] - side * HEIGHT / 2)
    side = 1 if b[0] > a[0] else -1
    return (a[0] + side * a[2] / 2, a[1]), (b[0] - side * b[2] / 2, b[1])
