"""Values of printed formulas against the same in NumPy, written by hand."""

import math

import numpy as np
import pytest

from recomputed.formulas.binding import Binding
from recomputed.formulas.lookup import Missing, Ref
from recomputed.formulas.reading import parse
from recomputed.formulas.shapes import NoValue, Parts, plain, side_by_side
from recomputed.formulas.values import compiled

RNG = np.random.default_rng(7)
W, R, S = RNG.normal(size=(3, 3)), RNG.normal(size=(3, 3)), RNG.normal(size=(3, 3))
X, Y = RNG.normal(size=3), RNG.normal(size=3)
ROWS = RNG.normal(size=(4, 3))  # four samples
C = RNG.normal(size=(6, 3))  # states of time steps 0 to 5
LOGISTIC = lambda x: 1 / (1 + np.exp(-x))  # noqa: E731
TRIAL = {
    "a": 3.0, "b": -0.5, "r": 1.7, "D": 4, "N": 4, "K": 3, "t": 4, "k": 2, "i": 1, "j": 3,
    r"\epsilon": 0.01, r"\theta": 0.3, r"\lambda": np.array([5.0, 2.0, 1.0, 0.5]),
    r"\boldsymbol{u}": X, r"\boldsymbol{v}": Y, r"\boldsymbol{W}_{for}": W, r"\boldsymbol{R}": R, "S": S, "U": W,
    r"\boldsymbol{x}": ROWS, r"\bar{\boldsymbol{x}}": ROWS.mean(axis=0), r"\boldsymbol{c}": lambda s: C[s],
    r"\boldsymbol{y}_1": Y, r"\sigma": LOGISTIC, "g'": lambda x: 1 - np.tanh(x) ** 2, "f": lambda x: x**2 + 1,
    "p_{out}": np.array([7.0, 8.0]), r"\star": 2.0, "V'": 11.0, r"\boldsymbol{u}_1^{*}": 2 * X,
    r"\delta\bar{o}": lambda s: C[s] + 1, r"\sum": [{r"\boldsymbol{z}": row} for row in ROWS], r"\dots": 5,
    r"\boldsymbol{e}": np.eye(3), r"\xi": 0.25, r"\eta": -4.0,
}  # fmt: skip
DIAGONAL = np.diag(TRIAL[r"\lambda"])


def column(x):
    return np.asarray(x, float)[:, None]


SAME = [
    ("a + b - r", 3.0 - 0.5 - 1.7),
    ("a - (b - r)", 3.0 - (-0.5 - 1.7)),
    ("-a^2", -9.0),
    ("2 a b", -3.0),
    ("28 * 28", 784),
    ("4/3 π r³", 4 / 3 * math.pi * 1.7**3),
    (r"\frac{4}{3} \pi r^3", 4 / 3 * math.pi * 1.7**3),
    (r"\frac{\pi r^2 - \pi \{ (1 - \epsilon)\cdot r\} ^2}{\pi r^2}", 1 - 0.99**2),
    (r"\sqrt{D} - 1", 1.0),
    (r"\sqrt[3]{8}", 2.0),
    (r"√2", math.sqrt(2)),
    (r"\frac{\pi ^{(\frac{D}{2})}}{\Gamma (\frac{D}{2} + 1)}", math.pi**2 / 2),
    ("K!", 6),
    ("100^3", 1_000_000),
    (r"90^\circ", math.pi / 2),
    (r"\cos(60^\circ)", 0.5),
    (r"cos\theta", math.cos(0.3)),
    (r"\sin^2 \theta + \cos^2 \theta", 1.0),
    (r"\exp(\log(a)) / \tanh(b)", 3.0 / math.tanh(-0.5)),
    (r"\max(a, b, r) - \min(a, b)", 3.5),
    (r"|b|", 0.5),
    (r"|\boldsymbol{u}||\boldsymbol{v}|", np.linalg.norm(X) * np.linalg.norm(Y)),
    (r"\lVert S \rVert", np.linalg.norm(S, 2)),
    (r"\left\lVert \boldsymbol{u} \right\rVert ^{(t - k)}", np.linalg.norm(X) ** 2),
    (r"\frac{<\boldsymbol{u}, \boldsymbol{v}>}{|\boldsymbol{u}|}", X @ Y / np.linalg.norm(X)),
    (r"\boldsymbol{u} \cdot \boldsymbol{v}", X @ Y),
    (r"\boldsymbol{u}^T \boldsymbol{v}", X @ Y),
    (r"\boldsymbol{u} \boldsymbol{v}^T", np.outer(X, Y)),
    (r"\boldsymbol{u}^T S \boldsymbol{v}", X @ S @ Y),
    (r"(\boldsymbol{u}, S\boldsymbol{v})", X @ S @ Y),
    (r"S^2 - S^{-1}", S @ S - np.linalg.inv(S)),
    (r"(S\boldsymbol{R})^T", (S @ R).T),
    (r"\boldsymbol{W}_{for} \boldsymbol{u} + \boldsymbol{R} \cdot \boldsymbol{v}", column(W @ X + R @ Y)),
    (r"\boldsymbol{u} \odot \boldsymbol{v}", column(X * Y)),
    (r"\sigma(\boldsymbol{u}) \odot tanh(\boldsymbol{v})", column(LOGISTIC(X) * np.tanh(Y))),
    (r"1 - \boldsymbol{u}", column(1 - X)),
    (r"diag(\boldsymbol{u})", np.diag(X)),
    (r"diag(S)", column(np.diag(S))),
    (r"diag(\lambda_1, \dots, \lambda_D)", DIAGONAL),
    (r"diag(a^2, b^2)", np.diag([9.0, 0.25])),
    (r"diag(g'(\boldsymbol{c}^{(t)}))", np.diag(1 - np.tanh(C[4]) ** 2)),
    (r"f(a) + f(f(b))", 10.0 + (1.25**2 + 1)),
    (r"f(a)^2", 100.0),
    (r"\boldsymbol{c}^{(t)} - \boldsymbol{c}^{(t-1)}", column(C[4] - C[3])),
    (r"\boldsymbol{c}_{j}^{(t)}", C[4, 2]),
    (r"\boldsymbol{y}_1", column(Y)),
    (r"\boldsymbol{x}_2", column(ROWS[1])),
    (r"\lambda_k", 2.0),
    (r"S_{ij} + S_{2,1}", S[0, 2] + S[1, 0]),
    (r"(p_{out})_{k} \cdot a", 24.0),
    (r"\boldsymbol{u}_1 ^ {*}", column(2 * X)),
    (r"V' + \star", 13.0),
    (r"\delta \bar{o}_{j}^{(k)}", C[2, 2] + 1),
    (r"\sum_{n=1}^{N} n^2", 30),
    (r"\sum_n^{N} n + 1", 11),
    (r"\frac{1}{N} \sum^{N}_{n}{\boldsymbol{u}^T \boldsymbol{x}_n - \boldsymbol{u}^T \bar{\boldsymbol{x}}}", 0.0),
    (r"\frac{1}{N}\sum_{n=1}^{N}{(\boldsymbol{x}_n - \bar{\boldsymbol{x}})(\boldsymbol{x}_n - \bar{\boldsymbol{x}})^T}",
     np.cov(ROWS.T, bias=True)),
    (r"\frac{\lambda_2}{\sum_{j=1}^{D}{\lambda_j}}", 2 / 8.5),
    (r"\sum{\boldsymbol{z}\boldsymbol{z}^T}", ROWS.T @ ROWS),
    (r"\prod_{k< s \leq t} s", 12),
    (r"\prod_{k \leq s < t} s", 6),
    (r"1 + 2 + \dots + t", 10),
    (r"\lambda_1 \lambda_2 \cdots \lambda_D", 5.0),
    (r"(1, 1, \dots, 1)^T", np.ones((5, 1))),
    (r"\begin{pmatrix} a & b \\ r & 0 \end{pmatrix}", np.array([[3.0, -0.5], [1.7, 0.0]])),
    (r"\left( \begin{array}{c} \xi \\ \eta \end{array} \right)", column([0.25, -4.0])),
    (r"\left( \begin{array}{c} -\boldsymbol{u}^{T}- \\ -\boldsymbol{v}^{T}- \end{array} \right)", np.array([X, Y])),
    (r"(\boldsymbol{u} \quad \boldsymbol{v})", np.array([X, Y]).T),
    (r"(\boldsymbol{e}_1, \boldsymbol{e}_2, \boldsymbol{e}_2)", np.eye(3)[:, [0, 1, 1]]),
    (r"rank(\boldsymbol{e}_1, \boldsymbol{e}_2, \boldsymbol{e}_2)", 2),
    (r"\begin{cases} 1 & (i=j) \\ 0 & (otherwise) \end{cases}", 0),
    (r"\begin{cases} 1 & (i<j) \\ 0 & (otherwise) \end{cases}", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAME, ids=[text for text, _ in SAME])
def test_the_value_is_that_of_numpy(text, expected):
    found = evaluated(text, TRIAL)
    found = plain(found) if not isinstance(found, Parts) or np.ndim(expected) == 0 else side_by_side(found)
    assert np.shape(found) == np.shape(expected)
    np.testing.assert_allclose(np.asarray(found, float), expected, rtol=1e-12, atol=1e-12)


def evaluated(text, trial):
    binding = Binding([trial])
    return compiled(parse(text, binding.functions))(binding.scopes[0])


def test_derivatives_are_looked_up_exactly_and_else_by_name_index_and_time():
    seen = []

    def partial(top, by):
        seen.append((top, by))
        return 2.0

    trial = {r"\partial": partial, "t": 4, "k": 2, r"\frac{\partial J}{\partial \boldsymbol{ \theta }}": 5.0}
    assert evaluated(r"\frac{\partial J}{\partial \boldsymbol{\theta}}", trial) == 5.0
    assert (
        evaluated(
            r"\frac{\partial y_{k}^{(t)}}{\partial \bar{o}_{k}^{(t-1)}} \frac{\partial J}{\partial p_{out}}", trial
        )
        == 4.0
    )
    assert seen == [
        (Ref("y", (2,), 4), Ref(r"\bar{o}", (2,), 3)),
        (Ref("J"), Ref("p_{out}")),
    ]


def test_factors_with_dots_run_from_the_first_to_the_last():
    trial = {r"\partial": lambda top, by: np.array([[1.0, top.time], [0, by.time]]), "t": 4, "k": 1}
    printed = (
        r"\frac{\partial h^{(t)}}{\partial h^{(t-1)}} \cdots "
        r"\frac{\partial h^{(k+2)}}{\partial h^{(k+1)}} \frac{\partial h^{(k+1)}}{\partial h^{(k)}}"
    )
    expected = np.array([[1.0, 4], [0, 3]]) @ [[1.0, 3], [0, 2]] @ [[1.0, 2], [0, 1]]
    np.testing.assert_allclose(evaluated(printed, trial), expected)


def test_a_product_of_matrices_rises_from_the_left_or_as_the_trial_says():
    trial = {"A": [np.array([[1.0, n], [0, 1]]) @ np.diag([n, 1.0]) for n in (1, 2, 3)]}
    one, two, three = trial["A"]
    np.testing.assert_allclose(evaluated(r"\prod_{n=1}^{3} A_n", trial), one @ two @ three)
    falling = trial | {r"\prod": lambda factors: factors[2] @ factors[1] @ factors[0]}
    np.testing.assert_allclose(evaluated(r"\prod_{n=1}^{3} A_n", falling), three @ two @ one)


def test_the_index_of_a_sum_hides_a_general_element_of_the_same_name():
    trial = {r"\boldsymbol{x}": ROWS, r"\boldsymbol{x}_n": np.full(3, 100.0), "N": 4, r"\boldsymbol{u}": X}
    assert evaluated(r"\boldsymbol{u}^T \boldsymbol{x}_n", trial) == pytest.approx(100 * X.sum())
    np.testing.assert_allclose(evaluated(r"\sum_{n=1}^{N} \boldsymbol{x}_n", trial), column(ROWS.sum(axis=0)))


def test_an_index_may_run_over_bound_values():
    assert evaluated(r"\sum_{s} s^2", {"s": [2, 5]}) == 29


def test_the_best_place_is_found_by_the_function_of_the_trial():
    trial = {"a": 3.0, r"\arg\max": lambda f: max((0.0, 1.0, 2.5, 4.0), key=f)}
    assert evaluated(r"\mathop{\rm arg~max}\limits_{u} \{ - (u - a)^2 \}", trial) == 2.5


def test_an_operator_differentiates_by_the_one_symbol_it_names():
    printed = (
        r"\frac{\partial}{\partial \boldsymbol{c}^{(t-1)}} (\boldsymbol{c}^{(t-1)} \odot tanh(\boldsymbol{c}^{(t)}))"
    )
    np.testing.assert_allclose(evaluated(printed, TRIAL), np.diag(np.tanh(C[4])), rtol=1e-14)
    slope = r"\frac{\partial}{\partial a} (a^3 + \exp(b))"
    assert evaluated(slope, TRIAL) == pytest.approx(27.0, rel=1e-14)
    row = r"\frac{\partial}{\partial \boldsymbol{u}} (\boldsymbol{u}^T S \boldsymbol{u})"
    np.testing.assert_allclose(evaluated(row, TRIAL), (X @ (S + S.T))[None], rtol=1e-12)
    bars = r"\frac{\partial}{\partial a} (|a|)"
    assert evaluated(bars, TRIAL | {bars: 1.0}) == 1.0
    with pytest.raises(Missing):
        evaluated(bars, TRIAL)


def test_another_norm_may_be_bound():
    assert evaluated(r"\lVert S \rVert", {"S": S, r"\lVert": np.linalg.norm}) == pytest.approx(np.linalg.norm(S))


@pytest.mark.parametrize(
    ("text", "holds"),
    [(r"|u| = r", True), (r"|u| < r", False), (r"|u| \leq r", True), (r"|u| \neq r", False), (r"r > 0, r < 2", True)],
)
def test_relations_know_values_that_differ_by_rounding(text, holds):
    found = evaluated(text, {"u": np.array([0.1, 0.2, 0.2]), "r": 0.1 + 0.2})
    assert (all(found) if isinstance(found, list) else found) == holds


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        (r"\boldsymbol{R}_{fro} a", r"\boldsymbol{R}_{fro}", r"\boldsymbol{R}"),
        (r"\frac{\partial J}{\partial a}", r"\frac{\partial J}{\partial a}", "a"),
        (r"\lambda + q", "q", "a"),
    ],
)
def test_a_symbol_without_a_value_is_named_with_the_nearest(text, name, nearest):
    with pytest.raises(Missing, match=r"has no value; nearest: ") as found:
        evaluated(text, {"a": 1.0, r"\boldsymbol{R}": R, r"\lambda": 1.0})
    assert found.value.name == name
    assert str(found.value).endswith(nearest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"S \boldsymbol{u}^T", "3 × 3 times 1 × 3"),
        (r"S + \boldsymbol{u}", "3 × 3 plus 3 × 1"),
        (r"\boldsymbol{u} \odot S", "the elements of 3 × 1 times those of 3 × 3"),
        ("a / (K - 3)", "a division by 0"),
        (r"\sqrt{b}", "a root of a negative number"),
        (r"\boldsymbol{x}_9", "no element"),
        (r"\boldsymbol{c}^{(r)}", "an index that is not a whole number"),
        (r"\lambda_1, \dots, \lambda_{\boldsymbol{u}}", "an index that is not a whole number: 3 × 1"),
    ],
)
def test_shapes_that_do_not_fit_are_named(text, words):
    with pytest.raises((NoValue, Missing), match=words):
        evaluated(text, TRIAL)
