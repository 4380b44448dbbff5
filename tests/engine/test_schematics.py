"""Schematics show what the code computes: drawn wires run as a program, arrows are the dependencies, formulas hold.

And they can be read: nothing overlaps, nothing is cut off, no letter is too small.
"""

import re
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import same_color, to_hex

import naive
from articles.lstm_backward.draw import chains, flows, formulas, unrolled
from articles.lstm_forward.draw import blocks, odyssey
from figure_checks.figures import problems
from methods.rnn import lstm
from methods.rnn.parameters import lstm_shapes, random
from methods.rnn.variants import VANILLA
from recomputed.drawing import style
from recomputed.drawing.schematics import graphs, neurons
from recomputed.drawing.schematics.shapes import RED_TINT, canvas, place
from recomputed.drawing.schematics.wires import wire

H, INPUTS, T = 3, 2, 3
GATES = "zifo"
BLOCKS = (blocks.simplified, blocks.gates, blocks.wired, blocks.peepholes, flows.o_bar, flows.y)
CHARTS = (odyssey.walk, odyssey.two_chart_types)
OTHERS = (
    blocks.black_boxes,
    neurons.head,
    neurons.two_steps,
    chains.single,
    chains.two_variables,
    chains.many_variables,
    flows.c,
    unrolled.through_time,
    unrolled.back_to_h,
    formulas.step_of_the_cell,
    formulas.clipping,
)
logistic = naive.logistic
drawn_once = cache(lambda draw: draw())  # for tests that only look


def wires(ax, color=None) -> list[tuple[str, str]]:
    """The drawn wires as (from, to), all or those of one colour."""
    found = [patch for patch in ax.patches if " → " in patch.get_label()]
    found = [patch for patch in found if color is None or same_color(patch.get_edgecolor(), color)]
    return [tuple(patch.get_label().split(" → ")) for patch in found]


def shapes(ax) -> list[tuple[str, str, object]]:
    """The drawn shapes as (kind, name, patch)."""
    found = [patch for patch in ax.patches if ": " in patch.get_label()]
    return [(*patch.get_label().split(": ", 1), patch) for patch in found]


@pytest.fixture(scope="module")
def net() -> dict:
    """A random LSTM with peepholes, its tape over T steps, and the gradients of a random linear loss on every y."""
    rng = np.random.default_rng(4)
    parameters = random(lstm_shapes(INPUTS, H), rng, 1.0)
    tape = lstm.forward(
        parameters, rng.normal(size=(T, 1, INPUTS)), y0=rng.normal(size=(1, H)), c0=rng.normal(size=(1, H))
    )
    dy = rng.normal(size=(T, 1, H))
    return {"parameters": parameters, "tape": tape, "dy": dy, "gradients": lstm.backward(tape, dy.copy())}


def weighted_sum(parameters: dict, gate: str, values: dict) -> np.ndarray:
    g = GATES.index(gate)
    total = parameters["b"][g] + parameters["W"][g] @ values["x"] + parameters["R"][g] @ values["y-"]
    return total + sum(parameters["p"][g - 1] * values[cell] for cell in ("c-", "c") if cell in values and gate != "z")


# Every quantity of a step from the others, as the article prints it ("LSTM back propagation", section 2).
def equations(parameters: dict) -> dict:
    def total(gate, *cells):
        return lambda v: weighted_sum(parameters, gate, {name: v[name] for name in ("x", "y-", *cells)})

    return {
        "f_bar": total("f", "c-"),
        "i_bar": total("i", "c-"),
        "z_bar": total("z"),
        "o_bar": total("o", "c"),
        "f": lambda v: logistic(v["f_bar"]),
        "i": lambda v: logistic(v["i_bar"]),
        "z": lambda v: np.tanh(v["z_bar"]),
        "o": lambda v: logistic(v["o_bar"]),
        "c": lambda v: v["z"] * v["i"] + v["c-"] * v["f"],
        "y": lambda v: v["o"] * np.tanh(v["c"]),
    }


def run(parameters: dict, x, y, c) -> dict:
    values = {"x": x, "y-": y, "c-": c}
    rules = equations(parameters)
    for name in ("f_bar", "i_bar", "z_bar", "f", "i", "z", "c", "o_bar", "o", "y"):
        values[name] = rules[name](values)
    return values


def test_the_equations_are_those_of_the_cell(net):
    tape = net["tape"]
    for t in range(T):
        values = run(net["parameters"], tape.x[t, 0], tape.y[t, 0], tape.c[t, 0])
        np.testing.assert_allclose(values["c"], tape.c[t + 1, 0], rtol=1e-12)
        np.testing.assert_allclose(values["y"], tape.y[t + 1, 0], rtol=1e-12)
        np.testing.assert_allclose([values[gate] for gate in GATES], tape.gates[:, t, 0], rtol=1e-12)


def test_the_declared_graph_is_what_depends_on_what(net):
    """Move each quantity alone and see which others their equations let change."""
    tape = net["tape"]
    values = run(net["parameters"], tape.x[0, 0], tape.y[0, 0], tape.c[0, 0])
    for name, rule in equations(net["parameters"]).items():
        changing = set()
        for other in values:
            moved = {**values, other: values[other] + 0.1}
            if not np.allclose(rule(moved), values[name], atol=1e-9):
                changing.add((other.rstrip("-"), int(other.endswith("-"))))
        assert changing == set(graphs.LSTM[name].items()), name


def evaluate(ax, parameters: dict, given: dict, bumps: dict | None = None) -> dict:
    """Run the drawing: every shape computes, from what its wires bring, what its kind says."""
    kinds = {name: kind for kind, name, _ in shapes(ax)}
    values = dict(given)

    def value(name):
        if name not in values:
            sources = [source for source, target in wires(ax) if target == name]
            arrived = [value(source) for source in sources]
            values[name] = compute(kinds[name], name, sources, arrived) + (bumps or {}).get(name, 0)
        return values[name]

    def compute(kind, name, sources, arrived):
        if kind == "bar" or (kind in ("gate", "input") and "x" in sources):
            read = {source if source != "add" else "c": v for source, v in zip(sources, arrived, strict=True)}
            arrived = [weighted_sum(parameters, name[0], read)]
            if kind == "bar":
                return arrived[0]
        (single,) = arrived if kind not in ("product", "sum") else (None,)
        rules = {
            "gate": lambda: logistic(single),
            "sigma": lambda: logistic(single),
            "input": lambda: np.tanh(single),
            "tanh": lambda: np.tanh(single),
            "product": lambda: np.prod(arrived, axis=0),
            "sum": lambda: np.sum(arrived, axis=0),
        }
        return rules.get(kind, lambda: single)()

    for _, target in wires(ax):
        value(target)
    return values


@pytest.mark.parametrize("draw", [*BLOCKS, *CHARTS])
def test_a_drawn_block_run_as_a_program_is_the_cell(draw, net):
    for ax in drawn_once(draw).axes:
        drawn = wires(ax)
        peepholes = ("c-", "f") in drawn or ("c-", "f_bar") in drawn
        parameters = {**net["parameters"], "p": net["parameters"]["p"] * peepholes}
        x, y, c = (net["tape"].x[0], net["tape"].y[0], net["tape"].c[0])
        tape = lstm.forward(parameters, x[None], y0=y, c0=c)
        values = evaluate(ax, parameters, {"x": x[0], "y-": y[0], "c-": c[0]})
        np.testing.assert_allclose(values["c"], tape.c[1, 0], rtol=1e-12)
        np.testing.assert_allclose(values["y"], tape.y[1, 0], rtol=1e-12)
        assert len(drawn) == len(set(drawn))
    assert peepholes == (draw not in (blocks.simplified, blocks.gates, blocks.wired))


def test_purple_is_all_that_o_bar_changes(net):
    (ax,) = flows.o_bar().axes
    given = {name: getattr(net["tape"], name.rstrip("-"))[0, 0] for name in ("x", "y-", "c-")}
    calm, moved = (evaluate(ax, net["parameters"], given, bumps) for bumps in ({}, {"o_bar": 0.1}))
    changed = {name for name in calm if not np.allclose(calm[name], moved[name], atol=1e-9)}
    assert {end for pair in wires(ax, style.PURPLE) for end in pair} == changed
    assert "J" in changed
    assert "c" not in changed


def test_purple_is_all_that_y_is_read_by_and_its_gradient_is_their_sum(net):
    (ax,) = flows.y().axes
    readers = {name for name, reads in graphs.LSTM.items() if reads.get("y") == 1} | {"J"}
    assert set(wires(ax, style.PURPLE)) == {("y-", reader) for reader in readers}
    printed = " ".join(text.get_text() for text in ax.texts)
    matrices = re.findall(r"\\boldsymbol\{R\}_\{(\w+)\}\^T\\, \\delta \\overline\{\\boldsymbol\{(\w)\}\}", printed)
    assert dict(matrices) == {"for": "f", "in": "i", "out": "o", "z": "z"}
    R, errors = net["parameters"]["R"], net["gradients"].sums
    total = net["dy"][0, 0] + sum(R[GATES.index(g)].T @ errors[GATES.index(g), 1, 0] for _, g in matrices)
    np.testing.assert_allclose(net["gradients"].y[1, 0], total, rtol=1e-10)


def test_the_arrows_out_of_c_are_what_reads_it_and_the_terms_of_its_gradient(net):
    graph, (ax,) = flows.c_graph(), flows.c().axes
    drawn = [edge for edge in wires(ax) if edge[0] == "('c', 0)"]
    assert sorted(drawn) == sorted(("('c', 0)", str(target)) for target in graph["c", 0])
    assert set(graph["c", 0]) == set(flows.TERMS)
    tape, p = net["tape"], net["parameters"]
    now, then = (run(p, tape.x[t, 0], tape.y[t, 0], tape.c[t, 0]) for t in (0, 1))
    rules, reading = equations(p), set()
    for name in ("f_bar", "i_bar", "z_bar", "o_bar", "c", "y"):
        for step, values, cell in ((0, now, "c"), (1, then, "c-")):
            if not np.allclose(rules[name]({**values, cell: values[cell] + 0.1}), values[name], atol=1e-9):
                reading.add((name, step))
    assert reading == set(graph["c", 0])
    errors, letters = net["gradients"], {"o_bar": "o", "i_bar": "i", "f_bar": "f"}
    known = {r"\tanh^2 c_k^{(t)}": np.tanh(now["c"]) ** 2, "o_k^{(t)}": now["o"], "f_k^{(t{+}1)}": then["f"]}
    known |= {f"(p_{{{n}}})_k": p["p"][k] for k, n in enumerate(("in", "for", "out"))}
    known |= {r"\delta y_k^{(t)}": errors.y[1, 0], r"\delta c_k^{(t{+}1)}": errors.c[2, 0]}
    for t, step in enumerate(("t", "t{+}1")):
        for bar in letters.values():
            known[rf"\delta \overline{{{bar}}}_k^{{({step})}}"] = errors.sums[GATES.index(bar), t, 0]
    terms = [as_number(term, known) for term in flows.TERMS.values()]
    np.testing.assert_allclose(sum(terms), errors.c[1, 0], rtol=1e-10)


def as_number(printed: str, known: dict) -> np.ndarray:
    """Evaluate a printed product of known signs."""
    names = {}
    for n, (sign, value) in enumerate(sorted(known.items(), key=lambda item: -len(item[0]))):
        printed = printed.replace(sign, f" v{n} ")
        names[f"v{n}"] = value
    printed = re.sub(r"(?<=[\w)])\s+(?=[v(])", " * ", printed.replace(r"\,", " "))
    return eval(printed, {}, names)


def test_the_printed_derivative_of_c_is_the_whole_jacobian(net):
    """As printed: dc/dc = diag(f) + diag(c(t-1) σ') A_for + diag(z σ') A_in + diag(i tanh') A_z."""
    p, tape = net["parameters"], net["tape"]
    W, R, b, peep = (p[name] for name in ("W", "R", "b", "p"))
    past = run(p, tape.x[0, 0], tape.y[0, 0], tape.c[0, 0])

    def renewed(c):
        o_bar = W[3] @ tape.x[0, 0] + R[3] @ tape.y[0, 0] + peep[2] * c + b[3]
        y = logistic(o_bar) * np.tanh(c)
        return naive.lstm_cell(W, R, b, peep, None, VANILLA, tape.x[1, 0], y, c, None)[1]

    truth = np.array([naive.complex_step(lambda c, k=k: renewed(c)[k], past["c"]) for k in range(H)])
    now, slope = run(p, tape.x[1, 0], past["y"], past["c"]), lambda s: s * (1 - s)
    inner = np.diag(past["o"] * (1 - np.tanh(past["c"]) ** 2) + np.tanh(past["c"]) * slope(past["o"]) * peep[2])
    A = {"for": np.diag(peep[1]) + R[2] @ inner, "in": np.diag(peep[0]) + R[1] @ inner, "z": R[0] @ inner}
    explicit = np.diag(now["f"])
    printed = (
        explicit
        + np.diag(past["c"] * slope(now["f"])) @ A["for"]
        + np.diag(now["z"] * slope(now["i"])) @ A["in"]
        + np.diag(now["i"] * (1 - now["z"] ** 2)) @ A["z"]
    )
    np.testing.assert_allclose(printed, truth, rtol=1e-10)
    assert not np.allclose(explicit, truth, rtol=0.01)


@pytest.mark.parametrize("length", [0.5, 1.0, 7.0])
def test_the_two_printed_lines_clip(length):
    g = np.random.default_rng(1).normal(size=5)
    g *= length / np.linalg.norm(g)
    names = {"g": g, "threshold": 1.0, "norm": np.linalg.norm}
    exec("\n".join(formulas.CLIPPING), names)
    np.testing.assert_allclose(names["g"], g * min(1.0, 1.0 / length))
    assert [text.get_text() for text in formulas.clipping().axes[0].texts] == list(formulas.CLIPPING)


@pytest.mark.parametrize(
    "graph", [chains.SINGLE, chains.TWO, chains.MANY, flows.c_graph()], ids=["one", "two", "n", "c"]
)
def test_a_derivative_is_the_sum_over_all_ways(graph):
    """On random smooth functions: each node the sum over what it reads of a sine of it."""
    start, end = next(iter(graph)), next(node for node, targets in graph.items() if not targets)
    rate = {edge: rate for rate, edge in enumerate(graphs.edges(graph), start=2)}
    order = sorted(graph, key=lambda node: max(map(len, graphs.paths(graph, node, end))), reverse=True)

    def values(first):
        found = {}
        for node in order:
            reads = [edge for edge in rate if edge[1] == node]
            found[node] = first if node == start else sum(np.sin(rate[e] * found[e[0]]) for e in reads) + 0.1
        return found

    at = values(0.3)
    ways = graphs.paths(graph, start, end)
    slopes = [[rate[e] * np.cos(rate[e] * at[e[0]]) for e in pairwise(w)] for w in ways]
    total = sum(np.prod(slope) for slope in slopes)
    np.testing.assert_allclose(total, values(0.3 + 1e-30j)[end].imag / 1e-30, rtol=1e-12)


def test_a_chain_has_as_many_printed_terms_as_purple_ways():
    for draw, graph, start, terms in (
        (chains.single, chains.SINGLE, "y", 1),
        (chains.two_variables, chains.TWO, "y_1", 2),
    ):
        left, right = draw().axes
        assert wires(left, style.PURPLE) == []
        assert sorted(wires(left)) == sorted(wires(right)) == sorted(graphs.edges(graph))
        purple = graphs.from_edges(wires(right, style.PURPLE))
        assert len(graphs.paths(purple, start, "f")) == terms
        formula = next(text.get_text() for text in right.texts if "=" in text.get_text())
        assert formula.count("frac") == 1 + 2 * terms
    (ax,) = chains.many_variables().axes
    assert sorted(wires(ax)) == sorted(wires(ax, style.PURPLE)) == sorted(graphs.edges(chains.MANY))


def test_errors_of_each_colour_come_from_the_losses_that_the_step_can_change():
    """Move the weights of one step alone and see which losses change."""
    rng = np.random.default_rng(2)
    x, weights = rng.normal(size=(3, H)), rng.normal(size=(H, H))

    def losses(moved):
        h, found = np.zeros(H), {}
        for step in unrolled.STEPS:
            h = np.tanh((weights + 0.1 * (step == moved)) @ h + x[step - 1] * (1 + 0.1 * (step == moved)))
            found[step] = h.sum()
        return found

    (ax,) = unrolled.through_time().axes
    calm = losses(None)
    for step, color in unrolled.COLORS.items():
        now = losses(step)
        expected = {f"J {s}" for s in unrolled.STEPS if abs(now[s] - calm[s]) > 1e-9}
        drawn = wires(ax, color)
        assert {source for source, _ in drawn if source[0] == "J"} == expected
        assert [target for _, target in drawn if target.startswith("theta")] == [f"theta {step}"]
        backward = graphs.from_edges(drawn)
        assert all(graphs.paths(backward, loss, f"theta {step}") for loss in expected)


def test_the_chain_back_to_h_runs_against_the_net():
    (ax,) = unrolled.back_to_h().axes
    back = wires(ax, style.PURPLE)
    assert {(b, a) for a, b in back} == set(wires(ax)) - set(back)
    assert graphs.paths(graphs.from_edges(back), "J t", "h k") == [("J t", "h t", "h t-1", "h ", "h k+1", "h k")]


@pytest.mark.parametrize("draw", [neurons.head, neurons.two_steps])
def test_every_neuron_is_linked_with_every_neuron_it_feeds(draw):
    (ax,) = draw().axes
    count = {name: size for name, (size, *_) in neurons.LAYERS.items()}
    links = [artist for artist in ax.collections if isinstance(artist, LineCollection)]
    steps = {end.split()[1] for artist in links for end in artist.get_label().split(" → ")}
    pairs = sorted(tuple(end.split()[0] for end in artist.get_label().split(" → ")) for artist in links)
    read = [("h", "h")] * (len(steps) - 1) + [("h", "y_hat"), ("x", "h")] * len(steps)
    assert pairs == sorted(read)
    for artist in links:
        source, target = (end.split()[0] for end in artist.get_label().split(" → "))
        segments = {tuple(np.ravel(line).round(9)) for line in artist.get_segments()}
        assert len(segments) == count[source] * count[target]
    # what the declared equations of the net say, once sums and readout are left out
    graph = graphs.without(graphs.unroll(graphs.RNN, range(len(steps))), {"a", "o", "J"})
    named = [(a[0], b[0]) for a, b in graphs.edges(graph) if a[1] >= 0]
    assert sorted(named) == sorted(read)


def test_unrolling_and_leaving_out():
    graph = graphs.unroll({"h": {"h": 1, "x": 0}}, (1, 2))
    assert graph[("h", 0)] == (("h", 1),)
    assert graphs.without(graph, {"x"})[("h", 1)] == (("h", 2),)
    assert graphs.paths(graph, ("h", 0), ("h", 2)) == [(("h", 0), ("h", 1), ("h", 2))]
    assert graphs.on_the_way(graph, ("x", 1), [("h", 2)]) == {(("x", 1), ("h", 1)), (("h", 1), ("h", 2))}


def test_a_tint_stays_on_a_dark_page_and_so_does_the_ink_on_it():
    _, ax = canvas(10, 10)
    place(ax, "bar", "plain", (3, 5), "a")
    place(ax, "bar", "tinted", (7, 5), "b", fill=RED_TINT)
    assert [to_hex(text.get_color()) in style._NIGHT for text in ax.texts] == [True, False]
    assert [to_hex(patch.get_facecolor()) in style._NIGHT for *_, patch in shapes(ax)] == [True, False]


@pytest.mark.parametrize("kind", ["node", "bar"])
@pytest.mark.parametrize("direction", [(1, 0), (0, -1), (3, 4), (-5, 12)])
def test_a_wire_ends_a_gap_before_the_outline(kind, direction):
    _, ax = canvas(20, 20)
    near = place(ax, kind, "a", (10, 10), size=(2, 2))
    far = place(ax, kind, "b", np.add((10, 10), np.multiply(direction, 5 / np.hypot(*direction))), size=(2, 2))
    wire(ax, near, far)
    start = next(patch for patch in ax.patches if "→" in patch.get_label()).get_path().vertices[0] - near.at
    reach = np.hypot(*start) if kind == "node" else np.abs(start).max()  # of a circle, of a box
    assert 1 < reach < 1.06
    np.testing.assert_allclose(start / np.hypot(*start), np.divide(direction, np.hypot(*direction)), atol=1e-12)


class Page:
    """A drawn figure in pixels: texts, shapes and wires with what they cover."""

    def __init__(self, fig):
        self.fig = fig
        FigureCanvasAgg(fig).draw()
        self.texts, self.shapes, self.wires = [], [], []
        for ax in fig.axes:
            self.shapes += [(kind, name, patch.get_window_extent()) for kind, name, patch in shapes(ax)]
            self.wires += [(patch.get_label(), self.points(patch)) for patch in ax.patches if "→" in patch.get_label()]
            written = [*ax.texts, ax._left_title]
            self.texts += [(t, t.get_window_extent()) for t in written if t.get_text()]

    @staticmethod
    def points(patch) -> np.ndarray:
        (corners,) = patch.get_transform().transform_path(patch.get_path()).to_polygons(closed_only=False)
        along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
        dense = np.arange(0, along[-1], 1.0)
        return np.column_stack([np.interp(dense, along, corners[:, k]) for k in range(2)])


def covers(box, points, margin=0.0) -> bool:
    x, y = points.T
    inside = (x > box.x0 + margin) & (x < box.x1 - margin) & (y > box.y0 + margin) & (y < box.y1 - margin)
    return bool(inside.any())


def meet(one, other, margin=1.0) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > margin and min(one.y1, other.y1) - max(one.y0, other.y0) > margin


def within(box, frame, margin=0.0) -> bool:
    return bool(np.all(box.min >= frame.min - margin) and np.all(box.max <= frame.max + margin))


@pytest.mark.parametrize("draw", [*BLOCKS, *CHARTS, *OTHERS])
def test_nothing_overlaps_and_all_can_be_read(draw):
    page = Page(drawn_once(draw))
    for text, box in page.texts:
        words = text.get_text()
        assert text.get_fontsize() >= 7, words
        assert within(box, page.fig.bbox), f"{words} is cut off"
        for name, points in page.wires:
            assert text.get_label().startswith("tag ") or not covers(box, points, 0.5), f"{words} on {name}"
    for (text, box), (other, taken) in combinations(page.texts, 2):
        assert not meet(box, taken), f"{text.get_text()} on {other.get_text()}"
    for (kind, name, box), (other_kind, other, taken) in combinations(page.shapes, 2):
        assert kind == "neuron" or not meet(box, taken) or {kind, other_kind} & {"tag"}, f"{name} on {other}"
    for kind, name, box in page.shapes:
        assert within(box, page.fig.bbox, 1), f"{name} is cut off"
        for label, points in page.wires:
            own = name in label.split(" → ") or (name == "c" and label.startswith("c- "))
            assert own or kind == "tag" or not covers(box, points, 1), f"{label} through {name}"


@pytest.mark.parametrize("draw", [*BLOCKS, *CHARTS, *OTHERS])
def test_words_fit_their_shape_and_show_on_light_and_dark_pages(draw):
    fig = drawn_once(draw)
    assert not problems(fig)
    for ax in fig.axes:
        patches = {name: patch for _, name, patch in shapes(ax)}
        for text in ax.texts:
            patch = patches.get(text.get_label())
            if patch is None or patch.get_label().startswith(("term", "rule", "tag")):
                continue
            words, box = text.get_window_extent(), patch.get_window_extent()
            assert within(words, box), text.get_text()
            turns = to_hex(patch.get_facecolor()) in style._NIGHT
            assert turns == (to_hex(text.get_color()) in style._NIGHT), text.get_text()


@pytest.mark.parametrize("draw", [*BLOCKS, *CHARTS, *OTHERS])
def test_the_alt_text_of_every_schematic_is_in_whole_sentences(draw):
    fig = drawn_once(draw)
    alt = fig.get_label()
    assert alt.endswith(".")
    assert len(alt) > 80
    assert "  " not in alt
    assert fig.get_size_inches()[0] in (style.COLUMN_INCHES, style.WIDE_INCHES)
