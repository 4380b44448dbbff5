"""The shapes of a schematic: gates, operators, nodes, terms, boxes. The label of a shape's patch is "kind: name".

Lengths are in units of the canvas; a unit has the same length in both directions.
"""

from dataclasses import dataclass

from matplotlib.patches import Circle, Ellipse, FancyBboxPatch

from recomputed.drawing import style

# Tints do not change on a dark page, and neither does the ink on them.
GREEN_TINT, ORANGE_TINT, PURPLE_TINT, BLUE_TINT, RED_TINT = "#c9e8dc", "#fae2ad", "#ecc6dd", "#bfdcf2", "#f8c9a9"
GREY_TINT = "#e6e9ec"
ON_TINT, BLACK_BOX, ON_BLACK = "#101418", "#2b3036", "#f6f7f8"
EDGE = {"edgecolor": style.INK, "linewidth": 0.9}

# kind: size in units, fill, colour of the text
KINDS = {
    "gate": ((2.2, 1.3), GREEN_TINT, ON_TINT),  # logistic function of a weighted sum
    "input": ((2.2, 1.3), ORANGE_TINT, ON_TINT),  # tanh of a weighted sum
    "sigma": ((1.1, 0.8), GREEN_TINT, ON_TINT),
    "tanh": ((1.3, 0.8), ORANGE_TINT, ON_TINT),
    "sum": ((0.7, 0.7), style.PAPER, style.INK),
    "product": ((0.7, 0.7), style.PAPER, style.INK),
    "node": ((1.3, 1.3), style.PAPER, style.INK),  # a variable of a graph
    "bar": ((1.5, 0.8), style.PAPER, style.INK),  # a weighted sum, before its activation
    "term": ((1.1, 0.6), "none", style.INK),  # a quantity that enters or leaves
    "loss": ((1.1, 0.8), PURPLE_TINT, ON_TINT),
    "tag": ((0.75, 0.75), PURPLE_TINT, ON_TINT),  # the number of an arrow
    "block": ((2.4, 1.8), BLACK_BOX, ON_BLACK),
}
ROUND = {"sum", "product", "node", "tag"}
TEXT_POINTS = 8.5


@dataclass(frozen=True)
class Shape:
    """What a wire needs of a shape: name, centre, size, and whether its outline is an ellipse or a box."""

    name: str
    at: tuple[float, float]
    size: tuple[float, float]
    round: bool = False


def canvas(width: float, height: float, inches: float = style.WIDE_INCHES):
    """Make a figure `inches` wide with one empty drawing of `width` by `height` units; give both."""
    fig = style.figure(inches, inches * height / width)
    fig.get_layout_engine().set(w_pad=0.02, h_pad=0.02)
    ax = fig.add_subplot()
    clear(ax, width, height)
    return fig, ax


def clear(ax, width: float, height: float) -> None:
    """Make `ax` an empty drawing of `width` by `height` units."""
    ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    ax.axis("off")


def place(ax, kind: str, name: str, at, text="", *, size=None, fill="", edge="", points: float = TEXT_POINTS) -> Shape:
    """Draw a shape of `kind` (a key of KINDS) with the centre `at` and with `text`; give what wires need.

    size, fill: instead of those of its kind; points: size of the text; edge: colour of a thick outline.
    """
    default_size, default_fill, ink = KINDS[kind]
    shape = Shape(name, tuple(at), size or default_size, kind in ROUND)
    look = {"facecolor": fill or default_fill, **EDGE, "zorder": 4}
    if kind == "term":
        look["edgecolor"] = "none"
    if edge:
        look |= {"edgecolor": edge, "linewidth": 2.2}
    patch = ax.add_patch(_outline(shape, look))
    patch.set_label(f"{kind}: {name}")
    if kind in ("sum", "product"):
        _sign(ax, kind, shape)
    if text:
        ink = ON_TINT if fill else ink
        va = "center_baseline" if kind == "term" else "center"  # terms in a row have the same baseline
        ax.text(*at, text, ha="center", va=va, fontsize=points, color=ink, linespacing=1.35, zorder=5, label=name)
    return shape


def label(ax, at, text: str, *, color: str = style.INK, points: float = TEXT_POINTS, **alignment) -> None:
    """Write `text`, centred on `at` unless `ha` or `va` say otherwise."""
    ax.text(*at, text, color=color, fontsize=points, zorder=6, **{"ha": "center", "va": "center", **alignment})


def frame(ax, corner, size, *, color: str = style.MUTED, width: float = 1.0, fill: str = "none", zorder: float = 0.5):
    """Draw a rounded frame with its lower left corner at `corner` around other shapes."""
    box = {"boxstyle": "round,pad=0,rounding_size=0.35", "zorder": zorder}
    ax.add_patch(FancyBboxPatch(corner, *size, facecolor=fill, edgecolor=color, linewidth=width, **box))


def dot(ax, at, *, color: str = style.INK, radius: float = 0.11, zorder: float = 3.5) -> None:
    """Mark a point where wires separate or meet."""
    ax.add_patch(Circle(at, radius, facecolor=color, edgecolor="none", zorder=zorder))


def _outline(shape: Shape, look: dict):
    width, height = shape.size
    if shape.round:
        return Ellipse(shape.at, width, height, **look)
    corner = shape.at[0] - width / 2, shape.at[1] - height / 2
    return FancyBboxPatch(corner, width, height, boxstyle="round,pad=0,rounding_size=0.18", **look)


def _sign(ax, kind: str, shape: Shape) -> None:
    """Draw + or the dot of an element-wise product exactly in the middle of the circle."""
    (x, y), reach = shape.at, 0.28 * shape.size[0]
    if kind == "product":
        ax.add_patch(Circle(shape.at, 0.38 * reach, facecolor=style.INK, edgecolor="none", zorder=5))
    else:
        for across, up in ((reach, 0), (0, reach)):
            ax.plot([x - across, x + across], [y - up, y + up], color=style.INK, linewidth=1.2, zorder=5)
