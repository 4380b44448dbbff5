"""The LSTM block as an electronic circuit: gates below, the cell's highway above, one step from left to right.

Tables declare the wires; the tests run them as a program and compare it with the cell. x, y-, c- enter (y- and c- from
the step before), c and y leave, y+ goes on to the next step; forget, write, add, squash, emit are the operators.
"""

from recomputed.drawing.schematics.notation import vector
from recomputed.drawing.schematics.shapes import TEXT_POINTS, Shape, dot, frame, label, place
from recomputed.drawing.schematics.wires import LOOKS, wire

WIDTH, HEIGHT = 18.4, 9.8
HIGHWAY, GATES, MIX, BARS = 7.4, 3.75, 5.8, 3.0  # rows, measured from the lower edge of the canvas
SIGMAS, EMIT, CROSS = 4.3, 5.15, 5.05  # rows of the bars' activations, the output's product, the peephole that crosses
ROW_X, ROW_Y = 1.4, 2.05  # the lines that bring x(t) and y(t-1) to the gates
COLUMNS = {"f": 4.0, "i": 7.1, "z": 9.9, "o": 13.1}
NAMES = {"f": "forget gate", "i": "input gate", "z": "block input", "o": "output gate"}
MIDDLE, OUT, UP = 8.5, 15.05, 16.1  # columns of the adder, of the output's product and of the way up
SIDE = 0.42  # y enters a gate this far left of its middle, x this far right
TAPS = (2.25, 11.4, OUT)  # where wires leave the highway

# source, target, look, via
CELL = (("c-", "forget", "highway", ()), ("forget", "add", "highway", ()), ("add", "c", "highway", ()))
MIXING = (
    ("f", "forget", "plain", ()),
    ("i", "write", "plain", ((COLUMNS["i"], MIX),)),
    ("z", "write", "plain", ((COLUMNS["z"], MIX),)),
    ("write", "add", "plain", ()),
    ("add", "squash", "plain", ((OUT, HIGHWAY),)),
    ("squash", "emit", "plain", ()),
    ("o", "emit", "plain", ((COLUMNS["o"], EMIT),)),
    ("emit", "y", "plain", ((UP, EMIT),)),
    ("emit", "y+", "plain", ((OUT, ROW_Y),)),
)
PEEPHOLES = (
    ("c-", "f", ((TAPS[0], HIGHWAY), (TAPS[0], None))),  # None: the row of the gate
    ("c-", "i", ((TAPS[0], HIGHWAY), (TAPS[0], CROSS), (5.5, CROSS), (5.5, None))),
    ("add", "o", ((TAPS[1], HIGHWAY), (TAPS[1], None))),
)
FORKS = {  # where the wires of a source separate
    "y-": [(COLUMNS[gate] - SIDE, ROW_Y) for gate in "fiz"],
    "x": [(column, ROW_X) for column in (COLUMNS["i"] + SIDE, MIDDLE, COLUMNS["z"] + SIDE)],
}
# Where a wire leaves the highway, and where a peephole goes on to two gates.
JUNCTIONS = (
    ("add", "squash", (TAPS[2], HIGHWAY)),
    ("c-", "f", (TAPS[0], HIGHWAY)),
    ("c-", "i", (TAPS[0], CROSS)),
    ("add", "o", (TAPS[1], HIGHWAY)),
)
SQUARE = (*FORKS["y-"], *FORKS["x"], *((column, HIGHWAY) for column in TAPS))


def wiring(peepholes: bool, bars: bool) -> list[tuple]:
    """List the wires: source, target, look, via, and the end point relative to the centre of the target."""
    entry, row = ("_bar", BARS) if bars else ("", GATES)
    wires = [(*wire, (0, 0)) for wire in MIXING]
    for gate, column in COLUMNS.items():
        wires.append(("y-", gate + entry, "plain", ((column - SIDE, ROW_Y),), (-SIDE, 0)))
        wires.append(("x", gate + entry, "plain", ((MIDDLE, ROW_X), (column + SIDE, ROW_X)), (SIDE, 0)))
        if bars:
            wires.append((f"{gate}_bar", gate, "plain", (), (0, 0)))
    if peepholes:
        for source, target, via in PEEPHOLES:
            via = [(x, row if y is None else y) for x, y in via]
            wires.append((source, target + entry, "peephole", via, (0, 0)))
    return wires + [(*wire, (0, 0)) for wire in CELL]


def circuit(
    ax,
    *,
    now: str = "t",
    before: str = "t-1",
    peepholes: bool = False,
    bars: bool = False,
    gates: str = "names",
    looks: dict[str, str] | None = None,
    rest: str = "",
    points: float = TEXT_POINTS,
    tints: dict[str, str] | None = None,
    outset: float = 0.0,
) -> dict[str, Shape]:
    """Draw the block on a canvas of WIDTH by HEIGHT units; give its shapes by name.

    now, before: signs of the two steps; bars: whether to show the weighted sums before the activations; gates: text in
    a gate, "names", "signs" (its activation) or "both"; looks: other looks of wires, by "source → target"; rest: look
    of all other wires; points: size of the text; tints: other fills of gates; outset: how many units the terms at both
    sides are moved outwards.
    """
    frame(ax, (1.6, 0.95), (15.1, 7.5))
    shapes = _shapes(ax, now, before, bars, gates, points, tints or {}, outset)
    for source, target, look, via, end in wiring(peepholes, bars):
        look = (looks or {}).get(f"{source} → {target}", rest or look)
        wire(ax, shapes[source], shapes[target], look, via=via, end=end, forks=SQUARE)
    for source, places in FORKS.items():
        look = (looks or {}).get(f"{source} → {'f_bar' if bars else 'f'}", rest or "plain")
        for at in places:
            dot(ax, at, color=LOOKS[look]["color"])
    for source, target, at in JUNCTIONS if peepholes else JUNCTIONS[:1]:
        target += "_bar" if bars and target in COLUMNS else ""
        usual = "plain" if target == "squash" else "peephole"
        dot(ax, at, color=LOOKS[(looks or {}).get(f"{source} → {target}", rest or usual)]["color"], radius=0.14)
    if gates != "names":
        for gate, (right, row) in {"f": (0.65, 6.2), "i": (-0.6, 5.3), "z": (0.62, 5.3), "o": (0.95, 5.5)}.items():
            label(ax, (COLUMNS[gate] + right, row), vector(gate, now), points=points)
    return shapes


def _shapes(ax, now, before, bars, gates, points, tints, outset) -> dict[str, Shape]:
    rows = [
        ("term", "c-", (0.7 - outset, HIGHWAY), vector("c", before)),
        ("term", "y-", (0.7 - outset, ROW_Y), vector("y", before)),
        ("term", "x", (MIDDLE, 0.35), vector("x", now)),
        ("term", "c", (17.75 + outset, HIGHWAY), vector("c", now)),
        ("term", "y", (UP, 9.2), vector("y", now)),
        ("term", "y+", (17.75 + outset, ROW_Y), vector("y", now)),
        ("product", "forget", (COLUMNS["f"], HIGHWAY), ""),
        ("product", "write", (MIDDLE, MIX), ""),
        ("sum", "add", (MIDDLE, HIGHWAY), ""),
        ("tanh", "squash", (OUT, 6.35), "tanh"),
        ("product", "emit", (OUT, EMIT), ""),
    ]
    for gate, column in COLUMNS.items():
        activation = "tanh" if gate == "z" else "σ"
        if bars:
            rows.append(("bar", f"{gate}_bar", (column, BARS), vector(f"{gate}_bar", now)))
            rows.append(("tanh" if gate == "z" else "sigma", gate, (column, SIGMAS), activation))
        else:
            words = {
                "names": NAMES[gate].replace(" ", "\n"),
                "signs": activation,
                "both": f"{NAMES[gate]}\n{activation}",
            }
            rows.append(("input" if gate == "z" else "gate", gate, (column, GATES), words[gates]))
    size = dict.fromkeys(("c-", "y-", "c", "y+"), (1.1 + 2 * outset, 0.6))
    return {
        name: place(ax, kind, name, at, text, size=size.get(name), points=points, fill=tints.get(name, ""))
        for kind, name, at, text in rows
    }
