"""Shells of a ball and distances between its points: closed forms, exact arithmetic, known mean distances, figures."""

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Circle
from scipy.stats import kstest

import naive
from articles.curse.compute import ball_set, inner_chance, shells
from articles.curse.compute import distances as compute_distances
from articles.curse.compute import pair_kernels as kernels
from articles.curse.compute.ball_volume import unit_volume
from articles.curse.draw import distances as draw_distances
from articles.curse.draw import shells as draw
from figure_checks import contrast
from figure_checks.figures import problems
from recomputed.drawing import style
from recomputed.errors import BadInput
from recomputed.stats.philox import key

KEY = key(5, "a test")
WORDS = tuple(int(word) for word in KEY)
# Mean distance of two random points: segment, disc, ball; segment, square, cube. In radii, in half edges.
MEAN = {
    ("ball", 1): 2 / 3,
    ("ball", 2): 128 / (45 * math.pi),
    ("ball", 3): 36 / 35,
    ("cube", 1): 2 / 3,
    ("cube", 2): 2 * (2 + math.sqrt(2) + 5 * math.asinh(1)) / 15,
    ("cube", 3): 2 * 0.6617071822671762,  # Robbins
}


def kernel_counts(distribution, first, pairs, dimension, threads=1, bins=50):
    reach = 2.0 if distribution == "ball" else 2 * math.sqrt(dimension)
    return kernels.distance_counts(
        kernels.DISTRIBUTIONS[distribution], first, pairs, dimension, *KEY, 0.2, reach, bins, threads
    )


@pytest.fixture(scope="module")
def distances():
    return compute_distances.distances(7, 0.01, [1, 2, 3, 5, 10, 20, 50, 100, 200, 500], 50_000).set_index(
        ["law", "origin", "dimension"]
    )


@given(st.fractions(Fraction(1, 1000), Fraction(1, 2), max_denominator=1000), st.integers(1, 60))
def test_share_in_exact_arithmetic(epsilon, dimension):
    row = shells.shells(float(epsilon), dimension).iloc[-1]
    inner = (1 - epsilon) ** dimension
    assert row["share"] == pytest.approx(float(1 - inner), rel=1e-12)
    assert row["inner_percent"] == pytest.approx(float(100 * inner), rel=1e-12)


@given(st.sampled_from([0.001, 0.01, 0.1, 0.5]), st.floats(0.5, 99.9))
def test_passing_is_the_first_dimension_above(epsilon, percent):
    row = shells.passing(epsilon, [percent]).iloc[0]
    table = shells.shells(epsilon, int(row["dimension"]))["share_percent"]
    assert table.iloc[-1] == pytest.approx(row["share_percent"])
    assert table.iloc[-1] > percent * (1 - 1e-12)
    assert (table.iloc[:-1] <= percent * (1 + 1e-12)).all()


def test_the_article_s_marks():
    assert shells.passing(0.01, [50, 90, 95, 99])["dimension"].tolist() == [69, 230, 299, 459]


def test_ball_volume_against_mpmath():
    for dimension in (0, 1, 2, 3, 5, 20, 100, 300, 2.5):
        exact = mpmath.pi ** (mpmath.mpf(dimension) / 2) / mpmath.gamma(mpmath.mpf(dimension) / 2 + 1)
        assert unit_volume(dimension) == pytest.approx(float(exact), rel=1e-12)
    table = shells.ball_volumes(20, 10)
    assert table["dimension"].tolist()[::10] == list(range(21))


@pytest.mark.parametrize("dimension", [1, 2, 3, 8])
@pytest.mark.parametrize("distribution", kernels.DISTRIBUTIONS)
def test_kernel_counts_the_slow_version_s_distances(distribution, dimension):
    pairs = 300
    points = [naive.random_pair(distribution, n, dimension, WORDS) for n in range(pairs)]
    far = np.array([(np.linalg.norm(u), np.linalg.norm(u - v)) for u, v in points]).T
    reach = 2.0 if distribution == "ball" else 2 * math.sqrt(dimension)
    counts, outside = kernel_counts(distribution, 0, pairs, dimension)
    np.testing.assert_array_equal(counts, [np.histogram(row, 50, (0, reach))[0] for row in far])
    np.testing.assert_array_equal(outside, [[(row < 0.8).sum(), (row > 1.2).sum()] for row in far])


@pytest.mark.parametrize("distribution", kernels.DISTRIBUTIONS)
def test_threads_and_blocks_do_not_matter(distribution):
    whole = kernel_counts(distribution, 0, 1000, 5, threads=3)
    parts = kernel_counts(distribution, 0, 512, 5), kernel_counts(distribution, 512, 488, 5, threads=2)
    for total, first, second in zip(whole, *parts, strict=True):
        np.testing.assert_array_equal(total, first + second)


@pytest.mark.parametrize("dimension", [2, 3])
def test_points_are_uniform_in_the_ball(dimension):
    """No formula of a volume in sight: compare with points of a cube that happen to lie in the ball."""
    ours = np.array([naive.random_pair("ball", n, dimension, WORDS)[0] for n in range(4000)])
    box = np.random.default_rng(3).uniform(-1, 1, (20_000, dimension))
    rejected = box[np.linalg.norm(box, axis=1) <= 1]
    for statistic in (lambda x: np.linalg.norm(x, axis=1), lambda x: x[:, 0], lambda x: x.sum(axis=1)):
        assert kstest(statistic(ours), statistic(rejected)).pvalue > 1e-3


@pytest.mark.parametrize(("distribution", "dimension"), MEAN)
def test_known_mean_distances(distances, distribution, dimension):
    row = distances.loc[distribution, "random point", dimension]
    assert abs(row["mean_r"] - MEAN[distribution, dimension]) < 2 * row["mean_r_halfwidth"]


@pytest.mark.parametrize("dimension", [1, 2, 3, 100, 500])
def test_distances_from_the_centre_of_a_ball(distances, dimension):
    row = distances.loc["ball", "centre", dimension]
    share = shells.shells(0.01, dimension)["share_percent"].iloc[-1]
    variance = dimension / (dimension + 2) - (dimension / (dimension + 1)) ** 2
    assert abs(row["mean_r"] - dimension / (dimension + 1)) < 2 * row["mean_r_halfwidth"]
    assert abs(row["sd_r"] - math.sqrt(variance)) < 2 * row["sd_r_halfwidth"]
    assert abs(row["outer_percent"] - share) < 2 * row["outer_percent_halfwidth"]


@pytest.mark.parametrize("origin", ["centre", "random point"])
def test_chance_of_a_near_point_is_that_of_simulated_points(distances, origin):
    for dimension in (1, 2, 3, 10, 20, 50):
        row = distances.loc["ball", origin, dimension]
        exact = 100 * inner_chance.inner_chance(origin, 0.99, dimension)
        assert abs(row["inner_percent"] - exact) < 2 * row["inner_percent_halfwidth"]
    assert inner_chance.inner_chance("random point", 1.0, 1) == pytest.approx(3 / 4)
    assert inner_chance.inner_chance("random point", 2.0, 7) == pytest.approx(1)


@pytest.mark.parametrize("epsilon", [0.01, 0.2])
def test_almost_zero_is_the_first_dimension(epsilon):
    for row in inner_chance.almost_zero(epsilon, [5, 0.1]).itertuples():
        dimensions = np.arange(1, row.first_dimension + 1)
        percent = 100 * inner_chance.inner_chance(row.origin, 1 - epsilon, dimensions)
        assert (percent[:-1] >= row.zero_percent).all()
        assert percent[-1] < row.zero_percent
        assert percent[-1] == pytest.approx(row.inner_percent)
        assert (np.diff(percent) < 0).all()


def test_same_distances_at_every_threshold(distances):
    table = compute_distances.same(distances.reset_index(), 100, [10, 2])
    assert len(table) == 4
    ball = table[table["law"] == "ball"].set_index("same_percent")
    spread = distances.loc["ball", "random point", 100]["relative_spread_percent"]
    assert ball["over_percent"].tolist() == pytest.approx([spread - 10, spread - 2])
    assert compute_distances.same(distances.reset_index(), 99, [10]).empty


def test_large_d_theory_of_random_points(distances):
    row = distances.loc["ball", "random point", 500]
    assert row["mean_r"] == pytest.approx(math.sqrt(2), rel=0.005)
    assert row["relative_spread_percent"] == pytest.approx(50 / math.sqrt(500), rel=0.02)


def test_the_printed_set_is_the_sphere_and_not_the_ball():
    right = ball_set.ball_set(1, [1, 2, 7], 500).groupby(["form", "word"])["right_percent"]
    assert right.max()["printed", "D-ball"] == 50  # the points outside
    assert right.min()["edited", "sphere"] == 100


@pytest.mark.parametrize("dimension", [1, 3, 50])
def test_half_of_the_points_belong_so_that_a_larger_or_smaller_set_fails(dimension):
    reach, inside = ball_set.ball_points(np.random.default_rng(1), dimension, 2000)
    assert inside.mean() == 0.5
    assert reach[inside].max() <= 1 < reach[~inside].min()
    assert ((reach <= 1.5) == inside).mean() < 0.9
    assert kstest(reach[inside] ** dimension, "uniform").pvalue > 1e-3
    reach, on = ball_set.sphere_points(np.random.default_rng(1), dimension, 2000)
    assert on.mean() == 0.5
    assert (reach[on] == 1).all()
    assert (reach[~on] < 1).mean() == 0.5


@pytest.mark.parametrize(
    "call",
    [
        lambda: shells.shells(0, 3),
        lambda: inner_chance.inner_chance("rim", 0.5, 3),
        lambda: shells.passing(1, [50]),
        lambda: compute_distances.distances(1, math.nan, [2], 10),
        lambda: compute_distances.distances(1, 0.01, [0], 10),
        lambda: compute_distances.distances(1, 0.01, [2], 0),
        lambda: compute_distances.distances(2**32, 0.01, [2], 10),
    ],
)
def test_bad_input(call):
    with pytest.raises(BadInput) as error:
        call()
    assert "\n" not in str(error.value)


def test_proportion_figure_shows_curve_points_marks_and_claim(distances):
    table, marks = shells.shells(0.01, 500), shells.passing(0.01, [50, 90, 95, 99])
    fig = draw.proportion(table, distances.reset_index(), marks, {"dimension": 400, "percent": 90})
    (ax,) = fig.axes
    np.testing.assert_allclose(ax.lines[0].get_ydata(), table["share_percent"])
    texts = " ".join(text.get_text() for text in ax.texts)
    assert all(f"D = {dimension}" in texts for dimension in (69, 230, 299, 459))
    assert "98.2 %" in texts
    assert "98.2 %" in fig.get_label()
    assert not problems(fig)


def test_other_figures_are_labelled(distances):
    ring = draw.ring(shells.shells(0.01, 3))
    assert "0.0199" in ring.get_label()
    assert "0.12" in ring.axes[0].get_title(loc="left")
    volume = draw.volume(shells.ball_volumes(20, 10))
    assert "largest at D = 5: 5.264" in [text.get_text() for text in volume.axes[0].texts]
    spread = draw_distances.distances(distances.reset_index())
    assert [ax.get_xlabel() for ax in spread.axes] == ["dimension D"] * 2
    assert not [problem for fig in (ring, volume, spread) for problem in problems(fig)]


def test_words_on_a_fill_that_stays_light_and_black_arrows_are_noticed():
    fig = style.figure()
    ax = fig.subplots()
    ax.set_axis_off()
    ax.add_patch(Circle((0.5, 0.5), 0.4, facecolor="#f6ead9"))
    ax.text(0.5, 0.5, "by day", color=style.INK)
    ax.text(0.02, 0.5, "always", color=style.INK)
    ax.text(0.02, 0.1, "pale", color=style.ORANGE)
    ax.annotate("", (1, 1), (0, 0), arrowprops={"arrowstyle": "->", "color": "black"})
    found = [problem.split(" in ")[0] for problem in contrast.problems(fig)]
    assert found == ["night: 'by day'", "day: 'pale'", "night: an arrow"]


def test_lines_and_markers_lost_on_one_of_the_pages_are_noticed():
    fig = style.figure()
    ax = fig.subplots()
    ax.plot([0, 1], [0, 1], color="#440055")
    ax.plot([0, 1], [1, 0], color=style.STEPS[0])
    ax.plot([0, 1], [0, 0], color=style.FAINT)
    ax.plot(0.5, 0.5, "o", mfc="none", color="#000011")
    ax.plot(0.5, 0.2, "o", color=style.PAPER, mec=style.INK)
    ax.scatter([0, 1], [0, 1], color="#ffee00", alpha=0.8)
    ax.scatter([0, 1], [0, 1], color="#ffee01", alpha=0.3)
    ax.hlines(0.5, 0, 1, color="#222222")
    assert [problem.split(", contrast")[0] for problem in problems(fig)] == [
        "night: a line in #440055",
        "night: a marker in #000011",
        "day: a marker in #ffee00",
        "night: a line in #222222",
    ]
