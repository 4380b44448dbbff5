"""Chain rules as graphs with one, two and n ways from a variable to f (section 1)."""

from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.schematics.graphs import Graph, edges, from_edges, on_the_way
from recomputed.drawing.schematics.shapes import Shape, canvas, clear, label, place
from recomputed.drawing.schematics.wires import wire

SINGLE = from_edges([("y", "x"), ("x", "f")])
TWO = from_edges([(y, x) for y in ("y_1", "y_2") for x in ("x_1", "x_2")] + [("x_1", "f"), ("x_2", "f")])
MANY = from_edges([("y_i", x) for x in ("x_1", "x_2", "x_n")] + [(x, "f") for x in ("x_1", "x_2", "x_n")])


def fraction(top: str, bottom: str, sign: str = r"\partial") -> str:
    """Write a derivative in LaTeX, without dollar signs."""
    return rf"\frac{{{sign} {top}}}{{{sign} {bottom}}}"


def draw(ax, graph: Graph, places: dict, start: str = "", height: float = 1.1) -> dict[str, Shape]:
    """Draw the nodes of `graph` at `places` and its arrows; those on a way from `start` to f are purple."""
    size = (height, height)
    shapes = {name: place(ax, "node", name, at, f"${name}$", size=size, points=9) for name, at in places.items()}
    purple = on_the_way(graph, start, ["f"]) if start else set()
    for edge in sorted(edges(graph), key=lambda edge: edge in purple):
        wire(ax, *(shapes[name] for name in edge), "flow" if edge in purple else "plain")
    return shapes


def single() -> Figure:
    """Draw y → x → f and the derivatives of both arrows."""
    fig, axes = _panels(7.6, 4.6, 1.12)
    places = {"y": (1.0, 2.6), "x": (3.8, 2.6), "f": (6.6, 2.6)}
    for ax, start in zip(axes, ("", "y"), strict=True):
        draw(ax, SINGLE, places, start)
    for x, edge in ((2.4, ("x", "y")), (5.2, ("f", "x"))):
        label(axes[1], (x, 3.75), f"${fraction(*edge, 'd')}$", points=11)
    formula = rf"{fraction('f', 'y', 'd')} = {fraction('f', 'x', 'd')}\, {fraction('x', 'y', 'd')}"
    label(axes[1], (3.8, 0.75), f"${formula}$", points=11)
    alt = (
        "Left: a graph of three nodes in a row; an arrow leads from y to x and one from x to f. Right: the same with "
        "purple arrows, marked dx/dy and df/dx. Below: the derivative of f with respect to y is the product of the "
        "two."
    )
    return style.describe(fig, alt=alt)


def two_variables() -> Figure:
    """Draw y1, y2 → x1, x2 → f and the two ways from y1 to f."""
    fig, axes = _panels(7.6, 6.4, 1.5)
    places = {"y_1": (1.0, 5.4), "y_2": (1.0, 2.6), "x_1": (3.9, 5.4), "x_2": (3.9, 2.6), "f": (6.6, 4.0)}
    for ax, start in zip(axes, ("", "y_1"), strict=True):
        draw(ax, TWO, places, start)
    terms = " + ".join(rf"{fraction('f', x)}\, {fraction(x, 'y_1')}" for x in ("x_1", "x_2"))
    label(axes[1], (3.8, 0.8), f"${fraction('f', 'y_1')} = {terms}$", points=10.5)
    alt = (
        "Left: a graph in which y1 and y2 both lead to x1 and to x2, and these two lead to f. Right: the same; purple "
        "are the two ways from y1 to f, one over x1 and one over x2. Below: the partial derivative of f with respect "
        "to y1 is a sum of two products, one for each way."
    )
    return style.describe(fig, alt=alt)


def many_variables() -> Figure:
    """Draw the general case, n ways from y_i to f."""
    fig, ax = canvas(14.0, 9.4, style.COLUMN_INCHES)
    ax.set(ylim=(-0.6, 8.8))
    places = {"y_i": (2.2, 5.2), "x_1": (7.0, 7.8), "x_2": (7.0, 5.9), "x_n": (7.0, 2.6), "f": (11.8, 5.2)}
    draw(ax, MANY, places, "y_i", height=1.35)
    for at in ((7.0, 4.25), (2.2, 7.0), (2.2, 3.4)):
        label(ax, at, "⋮", points=11)
    formula = rf"{fraction('f', 'y_i')} = \sum_{{j=1}}^{{n}}\, {fraction('f', 'x_j')}\, {fraction('x_j', 'y_i')}"
    label(ax, (7.0, 0.75), f"${formula}$", points=10.5)
    alt = (
        "A graph in which y_i, one of several variables, leads by purple arrows to x1, x2 and so on up to xn, and "
        "each of these leads to f. Below: the partial derivative of f with respect to y_i is a sum of n products, one "
        "for each way."
    )
    return style.describe(fig, alt=alt)


def _panels(width: float, height: float, inches: float):
    """Make a column-wide figure of two drawings of `width` by `height` units side by side."""
    fig = style.figure(style.COLUMN_INCHES, inches)
    axes = fig.subplots(1, 2)
    for ax in axes:
        clear(ax, width, height)
    return fig, axes
