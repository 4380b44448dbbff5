"""Formulas in our own writing where the article's pictures are missing: dc(t)/dc(t-1) and clipping (section 3).

The tests evaluate them: the equations against the true Jacobian, the rule by running its two lines.
"""

from matplotlib.figure import Figure

from articles import style
from articles.schematics.notation import vector
from articles.schematics.shapes import GREY_TINT, ON_TINT, RED_TINT, canvas, label, place

CLIPPING = ("if norm(g) > threshold:", "    g = threshold * g / norm(g)")

C, BEFORE = vector("c", dollars=False), vector("c", "t-1", dollars=False)
ROWS = {  # gate: name of its parameters, what multiplies it in c(t), its activation
    "f": ("for", BEFORE, r"\sigma"),
    "i": ("in", vector("z", dollars=False), r"\sigma"),
    "z": ("z", vector("i", dollars=False), r"\tanh"),
}
COLUMNS = (7.3, 11.7, 16.1)


def step_of_the_cell() -> Figure:
    """Print dc(t)/dc(t-1) by the chain rule over all ways, and with every derivative filled in."""
    fig, ax = canvas(18.4, 8.6)
    place(ax, "bar", "explicit", (3.75, 7.3), size=(2.0, 1.7), fill=RED_TINT)
    place(ax, "bar", "explicit", (3.75, 4.6), size=(2.6, 1.1), fill=RED_TINT)
    bars = {gate: vector(f"{gate}_bar", dollars=False) for gate in ROWS}
    y, o, o_bar = (vector(name, "t-1", dollars=False) for name in ("y", "o", "o_bar"))
    inner = rf"\frac{{d{y}}}{{d{BEFORE}}}"
    through_y = (
        rf"diag({o} \odot \tanh'({BEFORE}) + \tanh({BEFORE}) \odot \sigma'({o_bar}) \odot \boldsymbol{{p}}_{{out}})"
    )
    total = rf"\frac{{d{C}}}{{d{BEFORE}}}"
    label(ax, (1.0, 7.3), f"${total}$", points=12)
    label(ax, (2.1, 7.3), "=", points=12)
    label(ax, (3.75, 7.3), rf"$\frac{{\partial {C}}}{{\partial {BEFORE}}}$", points=12, color=ON_TINT)
    label(ax, (2.1, 4.6), "=", points=12)
    label(ax, (3.75, 4.6), f"$diag({vector('f', dollars=False)})$", points=9.5, color=ON_TINT)
    for (gate, bar), x in zip(bars.items(), COLUMNS, strict=True):
        name, factor, activation = ROWS[gate]
        for row in (7.3, 4.6):
            label(ax, (x - 2.25, row), "+", points=12)
        label(ax, (x, 7.3), rf"$\frac{{\partial {C}}}{{\partial {bar}}}\, \frac{{d{bar}}}{{d{BEFORE}}}$", points=12)
        label(ax, (x, 4.6), rf"$diag({factor} \odot {activation}'({bar}))\, \boldsymbol{{A}}_{{{name}}}$", points=9.5)
    label(ax, (3.75, 3.3), "what the highway carries;\nthe article keeps this term", points=7.5, color=style.MUTED)
    label(
        ax,
        (11.7, 3.3),
        "through the gates: peepholes, and y(t-1) by the recurrent matrices",
        points=7.5,
        color=style.MUTED,
    )
    label(
        ax,
        (9.2, 1.9),
        rf"$\boldsymbol{{A}}_{{\star}} = diag(\boldsymbol{{p}}_{{\star}}) + \boldsymbol{{R}}_{{\star}}\, {inner}, \quad \boldsymbol{{p}}_z = 0$",
        points=9.5,
    )
    label(ax, (9.2, 0.6), f"${inner} = {through_y}$", points=9.5)
    alt = (
        "Two equations for the derivative of c(t) with respect to c(t-1). The first, by the chain rule, is a sum of four "
        "terms: the explicit one, set off in colour, and one through each of f-bar, i-bar and z-bar. The second fills in "
        "the derivatives: the explicit term is the diagonal matrix of f(t); each other one is a diagonal matrix times a "
        "matrix A, made of the gate's peephole and of its recurrent matrix R times the derivative of y(t-1) with "
        "respect to c(t-1), which is written out below."
    )
    return style.describe(fig, alt=alt)


def clipping() -> Figure:
    """Print the two lines that clip a gradient by its norm."""
    fig, ax = canvas(14.0, 3.2, style.COLUMN_INCHES)
    place(ax, "bar", "rule", (7.0, 1.6), size=(13.4, 2.6), fill=GREY_TINT)
    for row, line in zip((2.1, 1.1), CLIPPING, strict=True):
        label(ax, (0.9, row), line, color=ON_TINT, ha="left", points=9, family="DejaVu Sans Mono")
    alt = (
        "Two lines of code. If the norm of the gradient g is greater than the threshold, g becomes the threshold times "
        "g divided by its norm."
    )
    return style.describe(fig, alt=alt)
