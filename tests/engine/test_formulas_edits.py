"""Small edits of a formula: every kind of typo is tried, and the smallest that fits is found."""

import time

import numpy as np
import pytest

from recomputed.formulas.binding import Binding
from recomputed.formulas.display.difference import change_in_words
from recomputed.formulas.edits import perturbed, search
from recomputed.formulas.edits.typos import Family
from recomputed.formulas.parsing.reading import parse
from recomputed.formulas.trees.latex import latex


def edits(text, **family):
    return {latex(tree): change for tree, change in Family(**family).variants(parse(text, frozenset({"f"}))).items()}


@pytest.mark.parametrize(
    ("printed", "kind", "edited"),
    [
        ("a + b", "sign", ["a - b", "-a + b"]),
        ("a - b", "order", ["b - a"]),
        ("a^2", "exponent ± 1", ["a^{1}", "a^{3}"]),
        ("a^2", "sign of the exponent", ["a^{-2}"]),
        (r"\frac{a}{b}", "reciprocal", ["a b"]),
        (r"\frac{a}{b}", "order", [r"\frac{b}{a}"]),
        ("a", "factor 2", ["2 a", r"\frac{a}{2}"]),
        ("3 a", "n ± 1", ["2 a", "4 a"]),
        ("100", "digit dropped", ["0", "10"]),
        ("S R", "order", ["R S"]),
        ("S R", "transposition", ["S^T R", "S R^T"]),
        ("S^T R", "transposition", ["S R"]),
        (r"U^T\boldsymbol{x} - m", "brackets", [r"U^T (\boldsymbol{x} - m)"]),
        (r"\boldsymbol{c}^{(t)}", "time ± 1", [r"\boldsymbol{c}^{(t - 1)}", r"\boldsymbol{c}^{(t + 1)}"]),
        (r"\boldsymbol{c}^{(t-1)}", "time ± 1", [r"\boldsymbol{c}^{(t)}", r"\boldsymbol{c}^{(t - 2)}"]),
        (r"\boldsymbol{x}_n", "index ± 1", [r"\boldsymbol{x}_{n + 1}", r"\boldsymbol{x}_{n - 1}"]),
        (r"\frac{\partial J}{\partial c^{(t)}}", "time ± 1", [r"\frac{\partial J}{\partial c^{(t - 1)}}"]),
        ("c^{t}_k", "brackets of a time step", ["c_{k}^{(t)}"]),
        ("f(a)", "sign", ["-f(a)", "f(-a)"]),
    ],
)  # fmt: skip
def test_every_kind_of_typo_is_tried(printed, kind, edited):
    found = edits(printed)
    assert set(edited) <= {text for text, change in found.items() if change.endswith(f"({kind})")}


def test_counts_symbols_and_relations_are_tried_where_they_are_named():
    assert "D - 1" in edits("D", counts=("D",))
    assert "D - 1" not in edits("D")
    alike = ((r"\bar{\boldsymbol{i}}", r"\bar{\boldsymbol{z}}"), ("J", "J^{(t)}"), ("2", "D"))
    assert r"\frac{\partial J^{(t)}}{\partial \bar{\boldsymbol{i}}^{(t)}}" in edits(
        r"\frac{\partial J}{\partial \bar{\boldsymbol{i}}^{(t)}}", alike=alike
    )
    assert r"\frac{\partial J}{\partial \bar{\boldsymbol{z}}^{(t)}}" in edits(
        r"\frac{\partial J}{\partial \bar{\boldsymbol{i}}^{(t)}}", alike=alike
    )
    assert edits("r^2 - a^2", alike=alike)["r^D - a^D"] == "2 -> D throughout (symbol)"
    assert r"a \leq b" in edits("a = b", relations=True)
    assert r"a \leq b" not in edits("a = b")


def test_what_is_left_alone_keeps_its_spelling():
    found = edits(r"\pi r ^2-\pi \{ (1 - \epsilon)\cdot r\} ^2", alike=(("2", "D"),))
    assert r"\pi r ^D-\pi \{ (1 - \epsilon)\cdot r\} ^2" in found
    assert found[r"\pi r ^2-\pi \{ (1 - \epsilon)\cdot r\} ^D"] == "2 -> D, place 2 (symbol)"


def searched(text, trials, **more):
    binding = Binding(trials, **more)
    rows = search.search("x-01", text, parse(text, binding.functions), binding)
    return [dict(zip(search.COLUMNS, row, strict=True)) for row in rows]


def gates(step):
    rng = np.random.default_rng(step)
    w, x = rng.normal(size=(2, 3, 3)), rng.normal(size=(9, 3))
    h = [np.tanh(w[0] @ x[s] + w[1] @ x[s - 1]) for s in range(9)]
    return {"W": w[0], "R": w[1], r"\boldsymbol{x}": lambda s: x[s], r"\boldsymbol{h}": lambda s: h[s], "t": 3}


@pytest.mark.parametrize(
    ("printed", "change", "edited"),
    [
        (r"\boldsymbol{h}^{(t)} = \tanh(W \boldsymbol{x}^{(t)} + R \boldsymbol{x}^{(t)})",
         "t -> t - 1, place 2 (time ± 1)",
         r"\boldsymbol{h}^{(t)} = \tanh(W \boldsymbol{x}^{(t)} + R \boldsymbol{x}^{(t - 1)})"),
        (r"\boldsymbol{h}^{(t)} = \tanh(W \boldsymbol{x}^{(t)} - R \boldsymbol{x}^{(t-1)})",
         r"- R \boldsymbol{x}^{(t-1)} -> + R \boldsymbol{x}^{(t-1)} (sign)",
         r"\boldsymbol{h}^{(t)} = \tanh(W \boldsymbol{x}^{(t)} + R \boldsymbol{x}^{(t-1)})"),
        (r"\boldsymbol{h}^{(t)} = \tanh(W^T \boldsymbol{x}^{(t)} + R \boldsymbol{x}^{(t-1)})",
         "W^T -> W (transposition)",
         r"\boldsymbol{h}^{(t)} = \tanh(W \boldsymbol{x}^{(t)} + R \boldsymbol{x}^{(t-1)})"),
    ],
)  # fmt: skip
def test_the_smallest_edit_is_found_on_the_wrong_side(printed, change, edited):
    rows = searched(printed, [gates(n) for n in range(3)])
    assert {"change": change, "edited": edited}.items() <= next(row for row in rows if row["change"] == change).items()
    assert all(row["edits"] == 1 and row["edited_error"] < 1e-9 for row in rows)


def test_two_typos_are_tried_if_no_single_one_fits_and_none_may_be_found():
    trials = [{"a": a, "b": b, "y": a**2 - b} for a, b in ((2.0, 0.7), (1.3, -0.4))]
    assert {row["edited"] for row in searched("y = a + b", trials)} >= {"y = a^{2} - b"}
    lost = searched("y = a + b", [trial | {"y": np.sin(trial["a"] + 7)} for trial in trials], most=1)
    assert [(row["change"], row["edits"]) for row in lost] == [("", 1)]
    assert lost[0]["tried"] > 5


def test_only_the_wrong_side_of_a_chain_is_edited():
    rows = searched("5 = a + b = a - b", [{"a": 2.0, "b": 3.0}])
    assert rows
    assert all(row["edited"].startswith("5 = a + b = ") for row in rows)


def test_whole_numbers_fit_by_coincidence_and_words_as_by_the_toss_of_a_coin():
    (row,) = searched("100^3 = 1000", [{}], whole=True)
    assert (row["change"], row["edited"]) == ("100 -> 10 (digit dropped)", "10^3 = 1000")
    assert 0.01 < row["luck"] < 0.2
    points = [{"x": x, "r": 1.0} for x in (0.2, 1.0, 1.7)]
    rows = searched("x = r", points, truths=[True, True, False])
    assert [row["edited"] for row in rows] == [r"x \leq r"]
    assert rows[0]["luck"] in (0.5, 0.75)
    decimals, *_ = searched("y = a + b", [{"a": 1.0, "b": 0.3, "y": 0.7}, {"a": 2.0, "b": 0.7, "y": 1.3}], most=1)
    assert np.isnan(decimals["luck"])


def test_thousands_of_edits_are_tried_in_a_second():
    printed = r"\boldsymbol{h}^{(t)} = \tanh(W^T \boldsymbol{x}^{(t)} - R \boldsymbol{x}^{(t)})"
    start = time.process_time()
    rows = searched(printed, [gates(n) for n in range(3)], alike=(("W", "R"),))
    assert rows[0]["tried"] > 1000
    assert rows[0]["tried"] / (time.process_time() - start) > 100  # some 3,000 where nothing else runs


def test_a_formula_that_holds_fails_when_it_is_changed_and_equal_ones_are_not_counted():
    binding = Binding([{"a": 2.0, "b": 3.0, "c": 0.0, "y": 5.0}, {"a": 1.0, "b": 4.0, "c": 0.0, "y": 5.0}])
    rows = perturbed.perturb("x-01", "y = a + b + c", parse("y = a + b + c"), binding)
    table = {row[3]: (row[2], row[5], row[6]) for row in rows}
    assert table["y = a - b + c"] == ("sign", "no", "yes")
    assert table["y = a + b - c"] == ("sign", "yes", "no")
    assert {row[5] for row in rows if row[6] == "no"} == {"yes"}


def test_an_inequality_or_a_decimal_may_stay_true():
    binding = Binding([{"a": 2.0, "b": 3.0}])
    rows = perturbed.perturb("x-01", r"a \leq b", parse(r"a \leq b"), binding)
    assert {row[5] for row in rows if row[6] == "no"} == {"still true"}
    near = Binding([{"a": 0.5004, "c": 1e-5}])
    rows = perturbed.perturb("x-01", "a + c = 0.50", parse("a + c = 0.50"), near)
    assert ("sign", "within the stated precision") in {(row[2], row[5]) for row in rows if row[6] == "no"}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("A = diag(a^2, c^2)", "A = diag(a^{-2}, b^{-2})", "2 -> -2, c -> b"),
        (r"\frac{\partial J^{(t)}}{\partial o}", r"\frac{\partial J}{\partial o}", "J^{(t)} -> J"),
        ("p_{in} c", "p_{for} c", "p_{in} -> p_{for}"),
        ("x - y", "x + y", "- y -> + y"),
        (r"S u = \lamba u", r"S u = \lambda u", r"\lamba -> \lambda"),
        ("u^", "u", "u^ -> u"),
        ("a + b", "a  + b", ""),
    ],
)
def test_the_words_of_an_edit_are_the_difference(before, after, words):
    assert change_in_words([before], [after]) == words


def test_edits_of_an_inequality_fit_by_the_toss_of_a_coin():
    """Any larger side makes a < b hold, so an edit that fits says nothing."""
    found = searched("a < b", [{"a": 3.0, "b": 2.0}, {"a": 7.0, "b": 5.0}])
    assert all(row["change"] and row["luck"] > 0.9 for row in found)


def test_edits_compared_with_few_decimals_may_fit_by_coincidence():
    decimals = searched("a b = 0.5", [{"a": 0.5, "b": 2.0}])
    assert 0 < decimals[0]["luck"] < 1
    digits = searched("a b = c", [{"a": 0.3, "b": 2.0, "c": 0.15}, {"a": 0.7, "b": 5.0, "c": 0.14}])
    assert all(row["change"] and np.isnan(row["luck"]) for row in digits)
