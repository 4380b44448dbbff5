"""The family tree of linear dimension reductions (section 1)."""

from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from recomputed.drawing import style

ROOT = ("generalised KL transform", "eigenvectors of a second-moment\nmatrix, chosen for the purpose")
BRANCHES = (
    ("KL transform", "about the origin:\neigenvectors of\n1/N Σ x xᵀ"),
    ("PCA", "about the mean:\neigenvectors of\nthe covariance matrix S"),
    ("subspace method", "a KL basis for each class;\na sample joins the class\nthat keeps most of it"),
    ("LDA", "labels known: axes that\nspread the class means\nagainst the spread inside"),
)
FORMULATIONS = (("maximum variance", "max uᵀSu"), ("minimum error", "min Σ |x - x̂|²"))
PLACES = (0.11, 0.375, 0.645, 0.89)


def tree() -> Figure:
    """Draw the generalised KL transform as root, its four branches, and the two formulations of PCA."""
    fig = style.figure(height_inches=3.7)
    ax = fig.add_subplot()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    _box(ax, 0.5, 0.875, *ROOT, color=style.BLUE, width=0.28)
    for place, (name, text) in zip(PLACES, BRANCHES, strict=True):
        _branch(ax, (0.5, 0.85), (place, 0.55))
        _box(ax, place, 0.5, name, text, color=style.VERMILLION if name == "PCA" else style.BLUE)
    pca = PLACES[1]
    leaves = (pca - 0.13, pca + 0.13)
    for place, (name, text) in zip(leaves, FORMULATIONS, strict=True):
        _branch(ax, (pca, 0.5), (place, 0.1))
        _box(ax, place, 0.09, name, text, color=style.VERMILLION)
    ax.text(
        pca, 0.09, "=", ha="center", va="center", fontsize=13, fontweight="bold", color=style.words(style.VERMILLION)
    )
    ax.text(leaves[1] + 0.12, 0.09, "two formulations,\nthe same axes", va="center", color=style.MUTED)
    alt = (
        "A tree with the generalised KL transform at its root and four branches: KL transform, PCA, subspace method "
        "and linear discriminant analysis. PCA has two leaves, maximum variance and minimum error, joined by an equals "
        "sign because they give the same axes."
    )
    return style.describe(fig, alt=alt)


def _box(ax, x: float, y: float, name: str, text: str, color: str, width: float = 0.215) -> None:
    """Draw a rounded box about (x, y) with a bold name over its text."""
    lines = text.count("\n") + 1
    height = 0.09 + 0.06 * lines
    style_of_box = {"boxstyle": "round,pad=0,rounding_size=0.02", "mutation_aspect": 2, "zorder": 2}
    colors = {"facecolor": style.PAPER, "edgecolor": color, "linewidth": 1.3}
    ax.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, **style_of_box, **colors))
    ax.text(
        x, y + height / 2 - 0.06, name, ha="center", va="center", fontweight="bold", color=style.words(color), zorder=3
    )
    ax.text(x, y - 0.035, text, ha="center", va="center", fontsize=7.2, linespacing=1.25, zorder=3)


def _branch(ax, start: tuple[float, float], end: tuple[float, float]) -> None:
    middle = (start[1] + end[1]) / 2
    ax.plot([start[0], start[0], end[0], end[0]], [start[1], middle, middle, end[1]], color=style.MUTED, lw=1, zorder=1)
