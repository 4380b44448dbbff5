"""The LSTM block drawn as an electronic circuit, simple and with peepholes, and as a black box (section 4)."""

from itertools import pairwise

from matplotlib.figure import Figure
from matplotlib.patches import Circle

from recomputed.drawing import style
from recomputed.drawing.schematics.circuit import HEIGHT, HIGHWAY, MIX, WIDTH, circuit
from recomputed.drawing.schematics.notation import vector
from recomputed.drawing.schematics.shapes import BLUE_TINT, PURPLE_TINT, RED_TINT, canvas, label, place
from recomputed.drawing.schematics.wires import wire

TINTS = {"f": RED_TINT, "i": BLUE_TINT, "o": PURPLE_TINT}
RAMPS = ("f → forget", "i → write", "z → write", "write → add")
CELL = ("c- → forget", "forget → add", "add → c")
FLOW = (
    "The input x(t) and the last output y(t-1) both enter the forget gate, the input gate, the block input and the "
    "output gate. On the thick red line, the highway, the old cell c(t-1) is multiplied by f(t), then the product of "
    "i(t) and z(t) is added: this is c(t). Its tanh times o(t) is the output y(t), which leaves at the top and goes "
    "on, with c(t), to the next step."
)


def simplified() -> Figure:
    """Draw the block without peepholes and signs: the highway of the cell, and the stream through the gates."""
    fig, ax = canvas(WIDTH, HEIGHT)
    circuit(ax)
    label(ax, (12.1, HIGHWAY + 0.6), "cell: the highway", color=style.words(style.RED), weight="bold")
    label(ax, (11.5, MIX), "stream through\nthe gates", color=style.MUTED)
    alt = (
        "A block of an LSTM. A thick red line, the highway of the cell, runs straight from c(t-1) on the left to c(t) "
        "on the right, through one multiplication and one addition only. Thin lines bring x(t) and y(t-1) to four "
        "boxes: forget gate, input gate, block input and output gate. What these give out joins the highway from "
        "below, and the output y(t) is taken from the highway."
    )
    return style.describe(fig, alt=alt)


def gates() -> Figure:
    """Draw the gates in different colours, and the two on-ramps of the highway with a ring around each."""
    fig, ax = canvas(WIDTH, HEIGHT)
    looks = dict.fromkeys(CELL, "highway") | dict.fromkeys(RAMPS, "plain")
    shapes = circuit(ax, looks=looks, rest="faint", tints=TINTS)
    for name, text in (("forget", "on-ramp 1"), ("add", "on-ramp 2")):
        x, y = shapes[name].at
        ax.add_patch(Circle((x, y), 0.5, fill=False, edgecolor=style.INK, linewidth=2.4, zorder=6))
        label(ax, (x, y + 0.86), text, weight="bold")
    alt = (
        "The same block of an LSTM, its four gates each in a colour of their own: forget gate, input gate, block "
        "input, output gate. Two rings on the thick red highway of the cell mark its on-ramps: at the first the "
        "forget gate joins, at the second the input gate and the block input, already multiplied with each other. The "
        "output gate joins no on-ramp; it works on what is read off the highway."
    )
    return style.describe(fig, alt=alt)


def wired() -> Figure:
    """Draw the block with all its wires: inputs, outputs of the gates, how they are combined, outputs."""
    fig, ax = canvas(WIDTH, HEIGHT)
    circuit(ax, gates="both")
    return style.describe(fig, alt=f"A block of an LSTM with all its wires, without peepholes. {FLOW}")


def peepholes() -> Figure:
    """Draw the block with the three peepholes, in blue, through which gates read the cell."""
    fig, ax = canvas(WIDTH, HEIGHT)
    circuit(ax, gates="both", peepholes=True)
    label(ax, (11.7, 6.5), "peephole", color=style.words(style.BLUE), ha="left")
    alt = (
        "A block of an LSTM with peepholes, drawn blue: the old cell c(t-1) is also read by the forget gate and by the "
        f"input gate, the new cell c(t) by the output gate. The block input has none. {FLOW}"
    )
    return style.describe(fig, alt=alt)


def black_boxes() -> Figure:
    """Draw three steps of the LSTM as a chain of black boxes."""
    fig, ax = canvas(14.0, 5.2, style.COLUMN_INCHES)
    steps, places = ("t-1", "t", "t+1"), (2.9, 7.0, 11.1)
    boxes = [place(ax, "block", f"LSTM {s}", (x, 2.6), "LSTM", points=8) for s, x in zip(steps, places, strict=True)]
    ends = [place(ax, "term", name, (x, 2.6), "…", size=(0.7, 1.8)) for name, x in (("before", 0.4), ("after", 13.6))]
    for box, step in zip(boxes, steps, strict=True):
        for name, row in (("x", 0.4), ("y", 4.8)):
            term = place(ax, "term", f"{name} {step}", (box.at[0], row), vector(name, step), points=8)
            wire(ax, *((term, box) if name == "x" else (box, term)))
    chain = [ends[0], *boxes, ends[1]]
    for left, right in pairwise(chain):
        wire(ax, left, right, "highway", start=(0, 0.5), end=(0, 0.5))
        wire(ax, left, right, start=(0, -0.5), end=(0, -0.5))
    for step, x in zip(steps, (4.95, 9.05), strict=False):
        label(ax, (x, 3.65), vector("c", step), points=8)
        label(ax, (x, 1.55), vector("y", step), points=8)
    alt = (
        "Three black boxes labelled LSTM in a row, for the steps t-1, t and t+1. Each takes x from below and gives y "
        "at the top. A thick red arrow, the cell c, and a thin one, the output y, lead from every box to the next; "
        "dots at both ends say that the chain goes on."
    )
    return style.describe(fig, alt=alt)
