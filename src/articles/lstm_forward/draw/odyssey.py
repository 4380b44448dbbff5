"""The LSTM block in "Space Odyssey" style, the cell in the middle (sections 3 and 5; after Greff et al. 2017)."""

from dataclasses import replace

from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.drawing.schematics import circuit as electronic
from recomputed.drawing.schematics.notation import vector
from recomputed.drawing.schematics.shapes import GREY_TINT, clear, place
from recomputed.drawing.schematics.wires import LOOKS, wire

WIDTH, HEIGHT = 12.4, 12.4
POINTS = 7.2
GATES = {"f": (10.8, 6.9), "i": (1.6, 3.5), "o": (1.6, 10.3), "z": (6.0, 1.9)}
NAMES = {"f": "forget gate", "i": "input gate", "o": "output gate", "z": "block input"}
SIDE = 0.7  # x(t) enters a gate this far left of its middle, y(t-1) as far right

# source, target, look, via, where the wire leaves and where it ends, from the middle of the shape
WIRES = (
    ("c-", "forget", "past", (), (0, 0), (0, 0)),
    ("f", "forget", "plain", (), (0, 0), (0, 0)),
    ("forget", "add", "plain", ((8.3, 5.0),), (0, 0), (0, 0)),
    ("i", "write", "plain", (), (0, 0), (0, 0)),
    ("z", "write", "plain", (), (0, 0), (0, 0)),
    ("write", "add", "plain", (), (0, 0), (0, 0)),
    ("add", "c", "plain", (), (0, 0), (0, 0)),
    ("c", "squash", "plain", (), (0, 0), (0, 0)),
    ("squash", "emit", "plain", (), (0, 0), (0, 0)),
    ("o", "emit", "plain", (), (0, 0), (0, 0)),
    ("emit", "y", "plain", (), (0, 0), (0, 0)),
    ("c-", "i", "past peephole", ((1.6, 6.55),), (0, -0.35), (0, 0)),
    ("c", "o", "peephole", ((1.6, 7.25),), (0, 0.35), (0, 0)),
    ("c-", "f", "past peephole", ((6.6, 8.2), (10.8, 8.2)), (0.6, 0), (0, 0)),
)
# Section 5 goes through the block in four steps; the wires of each.
STEPS = (
    ("1  forget", ("c- → f", "f → forget", "c- → forget")),
    ("2  prepare the new content", ("c- → i", "i → write", "z → write")),
    ("3  renew the cell", ("forget → add", "write → add", "add → c")),
    ("4  give the output", ("c → squash", "c → o", "o → emit", "squash → emit", "emit → y")),
)
ACTIVE = ({"f"}, {"i", "z"}, set(), {"o", "squash"})  # the gates, and the tanh, that work in each step


def odyssey(ax, looks: dict | None = None, active: set | None = None, cell: str = "t") -> dict:
    """Draw the block and give its shapes by name.

    looks: replace those of WIRES; active: gates that are not drawn grey, None for all; cell: the step of the cell.
    """
    clear(ax, WIDTH, HEIGHT)
    ax.set(ylim=(-0.4, HEIGHT + 0.3))
    looks, shapes = looks or {}, {}
    rows = [
        ("node", "c", (6.0, 6.9), f"cell\n{vector('c', cell)}", (1.9, 1.9)),
        ("sum", "add", (6.0, 5.0), "", None),
        ("product", "write", (6.0, 3.5), "", None),
        ("product", "forget", (8.3, 6.9), "", None),
        ("tanh", "squash", (6.0, 8.95), "tanh", None),
        ("product", "emit", (6.0, 10.3), "", None),
        ("term", "y", (6.0, 11.95), vector("y"), None),
    ]
    for gate, at in GATES.items():
        text = f"{NAMES[gate]}\n{'tanh' if gate == 'z' else 'σ'}"
        rows.append(("input" if gate == "z" else "gate", gate, at, text, (2.8, 1.35)))
    for kind, name, at, text, size in rows:
        inactive = active is not None and name in {*GATES, "squash"} - active
        shapes[name] = place(ax, kind, name, at, text, size=size, points=POINTS, fill=GREY_TINT if inactive else "")
    shapes["c-"] = replace(shapes["c"], name="c-")  # the cell, read a step later: dotted
    for source, target, look, via, start, end in WIRES:
        look = looks.get(f"{source} → {target}", look)
        wire(ax, shapes[source], shapes[target], look, via=via, start=start, end=end)
    _inputs(ax, shapes, looks)
    return shapes


def _inputs(ax, shapes: dict, looks: dict) -> None:
    """Bring x(t), and dotted y(t-1), to each gate from outside."""
    for gate, (x, y) in GATES.items():
        reach = 1.85 if gate == "o" else -1.85
        for name, text, side, look in (("x", vector("x"), -SIDE, "plain"), ("y-", vector("y", "t-1"), SIDE, "past")):
            source = place(ax, "term", name, (x + side, y + reach), text, size=(1.1, 0.7), points=POINTS)
            wire(ax, source, shapes[gate], looks.get(f"{name} → {gate}", look), end=(side, 0))


def walk() -> Figure:
    """Draw the chart four times, each time with the wires of one step of section 5 drawn strong."""
    fig = style.figure(style.WIDE_INCHES, 7.2)
    every = [f"{source} → {target}" for source, target, *_ in WIRES]
    every += [f"{source} → {gate}" for source in ("x", "y-") for gate in GATES]
    for ax, (title, step), active in zip(fig.subplots(2, 2).flat, STEPS, ACTIVE, strict=True):
        looks = {name: _faint(name) for name in every if name not in step}
        looks |= {
            f"{source} → {gate}": look
            for gate in active & set(GATES)
            for source, look in (("x", "plain"), ("y-", "past"))
        }
        looks |= {name: _strong(name) for name in step}
        odyssey(ax, looks, active, cell="t-1" if title[0] in "12" else "t")
        ax.set_title(title)
    fig.supxlabel("dotted: from the step before     blue: peephole", fontsize=7.5, color=style.MUTED)
    alt = (
        "Four times the same chart of an LSTM block: the cell in the middle, block input and input gate below it, the "
        "forget gate to its right, the output gate above. Dotted lines carry what comes from the step before, blue "
        "ones are peepholes. One: the old cell goes to the forget gate and is multiplied by what that gives out. Two: "
        "input gate and block input are multiplied. Three: both are added and renew the cell. Four: tanh of the new "
        "cell, multiplied by the output gate, leaves at the top as y(t)."
    )
    return style.describe(fig, alt=alt)


def two_chart_types() -> Figure:
    """Draw the block with peepholes in both styles side by side."""
    fig = style.figure(style.WIDE_INCHES, 3.3)
    left, right = fig.subplots(1, 2, width_ratios=(1, 1.5))
    odyssey(left)
    left.set_title("Space Odyssey style")
    clear(right, electronic.WIDTH, electronic.HEIGHT)
    right.set(xlim=(-0.6, electronic.WIDTH + 0.6), ylim=(-2.0, electronic.HEIGHT + 2.0))
    electronic.circuit(right, peepholes=True, gates="signs", points=POINTS, outset=0.35)
    right.set_title("electronic circuit style")
    alt = (
        "Two charts of one LSTM block with peepholes. Left, Space Odyssey style: the cell is a circle in the middle, "
        "the gates stand around it, and what comes from the step before arrives on dotted lines. Right, electronic "
        "circuit style: the cell is a thick red line that runs through the block from left to right, the gates stand "
        "below it. Both have the same gates, products and sum, joined in the same way, and the same three blue "
        "peepholes."
    )
    return style.describe(fig, alt=alt)


def _usual_look(name: str) -> str:
    found = [look for source, target, look, *_ in WIRES if f"{source} → {target}" == name]
    return found[0] if found else ("past" if name.startswith("y-") else "plain")


def _faint(name: str) -> dict:
    return {**LOOKS[_usual_look(name)], **LOOKS["faint"], "zorder": 1.5}


def _strong(name: str) -> dict:
    look = LOOKS[_usual_look(name)]
    color = style.VERMILLION if look["color"] == style.INK else look["color"]
    return {**look, "color": color, "linewidth": 2.4}
