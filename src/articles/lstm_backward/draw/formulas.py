"""Formulas written by us, because the article's pictures are missing: dc(t)/dc(t-1) and clipping (section 3).

The tests compare the equations with the true Jacobian, and run the two lines of the rule.
"""

from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.schematics.notation import vector
from recomputed.drawing.schematics.shapes import GREY_TINT, ON_TINT, RED_TINT, canvas, label, place

CLIPPING = ("if norm(g) > threshold:", "    g = threshold * g / norm(g)")

C, BEFORE = vector("c", dollars=False), vector("c", "t-1", dollars=False)
DIAG, TANH = r"\mathrm{diag}", r"\mathrm{tanh}"
GATES = {  # name of the gate's parameters, its factor in c(t), its activation, x of its term
    "f": ("for", BEFORE, r"\sigma", 6.75),
    "i": ("in", vector("z", dollars=False), r"\sigma", 11.2),
    "z": ("z", vector("i", dollars=False), TANH, 15.7),
}
EXPLICIT = 3.0  # x of the first term
CHAIN, FILLED = 7.4, 4.9  # y of the two equations


def step_of_the_cell() -> Figure:
    """Print dc(t)/dc(t-1) by the chain rule over all ways, and again with every derivative filled in."""
    fig, ax = canvas(18.4, 8.8)
    total = rf"\frac{{d{C}}}{{d{BEFORE}}}"
    label(ax, (0.9, CHAIN), f"${total}$", points=12)
    for row in (CHAIN, FILLED):
        for x, sign in ((1.75, "="), (4.45, "+"), (9.0, "+"), (13.45, "+")):
            label(ax, (x, row), sign, points=11)
        place(ax, "bar", "explicit", (EXPLICIT, row), size=(1.9, 1.6 if row == CHAIN else 1.1), fill=RED_TINT)
    label(ax, (EXPLICIT, CHAIN), rf"$\frac{{\partial {C}}}{{\partial {BEFORE}}}$", points=12, color=ON_TINT)
    label(ax, (EXPLICIT, FILLED), f"${DIAG}({vector('f', dollars=False)})$", color=ON_TINT)
    for gate, (name, factor, activation, x) in GATES.items():
        bar = vector(f"{gate}_bar", dollars=False)
        label(ax, (x, CHAIN), rf"$\frac{{\partial {C}}}{{\partial {bar}}}\, \frac{{d{bar}}}{{d{BEFORE}}}$", points=12)
        label(ax, (x, FILLED), rf"${DIAG}({factor} \odot {activation}'({bar}))\, \boldsymbol{{A}}_{{{name}}}$")
    _notes(ax)
    alt = (
        "Two equations for the derivative of c(t) with respect to c(t-1). The first, by the chain rule, is a sum of "
        "four terms: the explicit one, set off in colour, and one through each of f-bar, i-bar and z-bar. The second "
        "fills in the derivatives: the explicit term is the diagonal matrix of f(t); each other one is a diagonal "
        "matrix times a matrix A, made of the gate's peephole and of its recurrent matrix R times the derivative of "
        "y(t-1) with respect to c(t-1), which is written out below."
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


def _notes(ax) -> None:
    """Explain the terms, and write out the matrices A."""
    note = {"points": 7.5, "color": style.MUTED}
    label(ax, (EXPLICIT, 3.6), "the highway:\nthe explicit term", **note)
    label(ax, (11.2, 3.75), "through the gates: by peepholes, and by y(t-1) and the recurrent matrices", **note)
    y, o, o_bar = (vector(name, "t-1", dollars=False) for name in ("y", "o", "o_bar"))
    inner = rf"\frac{{d{y}}}{{d{BEFORE}}}"
    matrix = rf"\boldsymbol{{A}}_g = {DIAG}(\boldsymbol{{p}}_g) + \boldsymbol{{R}}_g\, {inner}"
    label(
        ax, (9.2, 2.0), rf"${matrix} \quad$ for $\; g \in \{{for, in, z\}}, \quad \boldsymbol{{p}}_z = 0$", points=9.5
    )
    parts = rf"{o} \odot {TANH}'({BEFORE}) + {TANH}({BEFORE}) \odot \sigma'({o_bar}) \odot \boldsymbol{{p}}_{{out}}"
    label(ax, (9.2, 0.7), f"${inner} = {DIAG}({parts})$", points=9.5)
