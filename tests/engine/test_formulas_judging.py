"""Each link of a chain is judged, and the wrong side is named; decimals, inequalities and truths have their measure."""

import numpy as np
import pytest

from recomputed.formulas.binding import Binding
from recomputed.formulas.judging import Trials, judge
from recomputed.formulas.reading import parse
from recomputed.formulas.wrong_sides import wrong_sides


def judged(text, *trials, **more):
    binding = Binding(list(trials), **more)
    tree = parse(text, binding.functions)
    found = judge(tree, Trials(binding))
    return found, wrong_sides(tree, found, Trials(binding))


def held(found):
    return [error <= limit for error, limit in zip(found.errors, found.tolerances, strict=True)]


ONE = {"a": 2.0, "b": 3.0}


@pytest.mark.parametrize(
    ("text", "links", "wrong"),
    [
        ("a + b = b + a = 5", [True, True], []),
        ("5 = b + a = a b", [True, False], [2]),
        ("a b = b + a = 5", [False, True], [0]),
        ("5 = a + b = a b = 6", [True, False, True], [2]),
        ("5 = a b = a + b", [False, False], [1]),
        ("a b = 5", [False], [0]),
        ("5 = a b", [False], [1]),
        ("a = 2, b = 4", [True, False], [3]),
    ],
)
def test_the_one_wrong_side_of_a_chain_is_named(text, links, wrong):
    found, sides = judged(text, ONE)
    assert held(found) == links
    assert sides == wrong


def test_with_a_truth_every_side_is_compared_with_it():
    found, sides = judged("a b = b a = a + b", ONE, truths=[5.0])
    assert held(found) == [True, False, False, False, True]
    assert sides == [0, 1]
    assert held(judged("a b", ONE, {"a": 1.0, "b": 1.0}, truths=[6.0, 1.5])[0]) == [False]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("c = 0.813", True),  # rounded to the digits printed
        ("c = 0.814", False),
        ("c = 0.8126", True),
        ("c = 0.8125", False),
        ("c = 1", False),  # a whole number is exact
        (r"\begin{pmatrix} c & 0 \\ 0 & 1.0 \end{pmatrix} = \begin{pmatrix} 0.81 & 0 \\ 0 & 1.00 \end{pmatrix}", True),
        (r"\begin{pmatrix} c & 0 \\ 0 & 1.0 \end{pmatrix} = \begin{pmatrix} 0.82 & 0 \\ 0 & 1.00 \end{pmatrix}", False),
        (r"\begin{pmatrix} c & 0.1 \end{pmatrix} = \begin{pmatrix} 0.81 & 0 \end{pmatrix}", False),
        ("-c = -0.813", True),
    ],
)
def test_a_printed_decimal_is_right_within_half_a_unit(text, holds):
    assert judged(text, {"c": 0.81262})[0].holds == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (r"a < b", True), (r"b < a", False), (r"a < a", False), (r"a \leq a", True), (r"b \geq a", True),
        (r"a > b", False), (r"a \neq b", True), (r"a \neq a", False), (r"a \in \mathbb{R}", True),
        (r"\boldsymbol{u} \in \mathbb{R}^2", True), (r"\boldsymbol{u} \in \mathbb{R}", False),
        (r"a < b < 5 a", True), (r"a < b < a", False),
    ],
)  # fmt: skip
def test_relations(text, holds):
    assert judged(text, ONE | {r"\boldsymbol{u}": np.ones(2)})[0].holds == holds


def test_an_inequality_fails_by_how_much_it_is_exceeded_and_a_true_one_by_nothing():
    assert judged(r"b \leq a", ONE)[0].worst == pytest.approx(1 / 3)
    assert judged(r"a \leq b", ONE)[0].worst == 0


def test_one_trial_that_fails_is_enough():
    found, _ = judged("a + a = 2 a^2", {"a": 1.0}, {"a": 0.0}, {"a": 3.0})
    assert not found.holds
    assert found.worst == pytest.approx(2 / 3)


def test_near_is_as_near_as_the_binding_says():
    assert judged(r"a \approx b", ONE, near=0.4)[0].holds
    assert not judged(r"a \approx b", ONE, near=0.3)[0].holds
    assert not judged(r"a \approx b", ONE)[0].holds


def test_brackets_are_read_in_the_way_that_fits_the_other_side():
    u, v = np.array([1.0, 2.0]), np.array([3.0, -1.0])
    trial = {r"\boldsymbol{u}": u, r"\boldsymbol{v}": v, "U": np.array([u, v]).T, "a": u @ v}
    assert judged(r"(\boldsymbol{u}, \boldsymbol{v}) = a", trial)[0].holds
    assert judged(r"U = (\boldsymbol{u}, \boldsymbol{v})", trial)[0].holds
    assert not judged(r"U = (\boldsymbol{v}, \boldsymbol{u})", trial)[0].holds


def test_shapes_that_differ_are_never_equal():
    assert judged(r"\boldsymbol{u} = \boldsymbol{u}^T", {r"\boldsymbol{u}": np.ones(3)})[0].worst == np.inf


def test_an_error_against_0_is_absolute():
    found, _ = judged("a = 0", {"a": 1e-12})
    assert found.holds
    assert found.worst == 1e-12


def test_a_relation_with_a_truth_in_words_is_itself_compared_with_it():
    points = [{"a": float(n), "b": 2.0} for n in range(5)]
    truths = [n <= 2 for n in range(5)]
    assert judged(r"a \leq b", *points, truths=truths)[0].holds
    assert not judged(r"a = b", *points, truths=truths)[0].holds


def test_judging_stops_at_the_first_failure_if_asked_to():
    binding = Binding([{"a": 1.0}, {"a": 2.0}])
    tree = parse("a = 2, a = 2 a")
    assert judge(tree, Trials(binding), every=False).errors == [0.5, 0.0]
    assert judge(tree, Trials(binding)).errors == [0.5, 0.5]
