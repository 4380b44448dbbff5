"""Angles between random vectors: the fused kernel against a slow one, distributions against exact ones, figures."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

import naive
from articles.curse.compute import angle_counts, angle_recipe, angles
from articles.curse.compute import pair_kernels as kernels
from articles.curse.draw import angles as draw
from articles.curse.draw import bands as draw_bands
from figure_checks.figures import problems
from recomputed.errors import BadInput
from recomputed.stats.philox import key

KEY = key(5, "a test")
WORDS = tuple(int(word) for word in KEY)
DIMENSIONS = (2, 3, 8, 51)


def kernel_counts(distribution, first, pairs, dimension, threads=1, bins=180):
    return kernels.angle_counts(kernels.DISTRIBUTIONS[distribution], first, pairs, dimension, *KEY, bins, threads)


def sweep(seed, dimensions, pairs):
    return angles.angles(angle_counts.angle_counts(seed, dimensions, pairs), dimensions, 10)


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("distribution", kernels.DISTRIBUTIONS)
def test_kernel_counts_the_slow_version_s_angles(distribution, dimension):
    first, pairs = 2**32 - kernels.LANES, 300  # over the edge of the counter's first word
    slow = [naive.angle_deg(*naive.random_pair(distribution, n, dimension, WORDS)) for n in range(first, first + pairs)]
    expected = np.histogram(slow, 180, (0, 180))[0]
    np.testing.assert_array_equal(kernel_counts(distribution, first, pairs, dimension), expected)


@settings(deadline=None, max_examples=25)
@given(
    distribution=st.sampled_from(sorted(kernels.DISTRIBUTIONS)),
    dimension=st.integers(2, 9),
    blocks=st.integers(0, 5),
    rest=st.integers(1, kernels.LANES),
    threads=st.integers(1, 5),
)
def test_threads_and_blocks_do_not_matter(distribution, dimension, blocks, rest, threads):
    middle = blocks * kernels.LANES
    whole = kernel_counts(distribution, 0, middle + rest, dimension, threads)
    parts = kernel_counts(distribution, 0, middle, dimension) + kernel_counts(distribution, middle, rest, dimension, 2)
    np.testing.assert_array_equal(whole, parts)
    assert whole.sum() == middle + rest


def test_chunks_do_not_matter(monkeypatch):
    whole = angle_counts.count_angles("ball", 3, 5000, 1)
    monkeypatch.setattr(angle_counts, "CHUNK_PAIRS", 2 * kernels.LANES)
    np.testing.assert_array_equal(angle_counts.count_angles("ball", 3, 5000, 1), whole)


@pytest.mark.parametrize(
    "first", [2**32 + kernels.LANES, 2**33 - kernels.LANES, 10**10 // kernels.LANES * kernels.LANES]
)
def test_pairs_beyond_the_counters_first_word_are_new(first):
    """Number n + 2^32 must not draw pair n again."""
    slow = [naive.angle_deg(*naive.random_pair("ball", n, 3, WORDS)) for n in range(first, first + 300)]
    np.testing.assert_array_equal(kernel_counts("ball", first, 300, 3), np.histogram(slow, 180, (0, 180))[0])
    assert (kernel_counts("ball", first, 300, 3) != kernel_counts("ball", first % 2**32, 300, 3)).any()


def test_the_last_shard_of_ten_thousand_million_pairs(monkeypatch):
    """Where a shard begins, far beyond 2^32, is what the kernel is asked for; no pair is asked for twice."""
    asked = []

    def kernel(_law, first, size, *_):
        asked.append((first, size))
        return np.zeros(angle_counts.FINE_BINS, np.int64)

    monkeypatch.setattr(kernels, "angle_counts", kernel)
    for shard in range(1, 4):
        angle_counts.count_angles("ball", 3, 10**10, 1, f"{shard}-of-3")
    assert asked[0][0] == 0
    assert all(first + size == following for (first, size), (following, _) in pairwise(asked))
    assert all(first % kernels.LANES == 0 for first, _ in asked)
    assert sum(asked[-1]) == 10**10


@pytest.mark.parametrize("shards", [2, 3, 7])
def test_shards_of_a_sweep_are_the_whole(shards):
    whole = sweep(1, [2, 5], 3001)
    parts = {n: angle_counts.angle_counts(1, [2, 5], 3001, f"{n}-of-{shards}") for n in range(1, shards + 1)}
    assert len({tuple(part["ball"].sum(axis=1)) for part in parts.values()}) > 1  # runs of unequal length
    total = angles.totals(parts, [2, 5])
    pd.testing.assert_frame_equal(angles.angles(total, [2, 5], 10), whole, check_exact=True)


def test_the_bin_of_every_angle():
    cosines = np.linspace(-1, 1, kernels.LANES)
    sums = np.ones((5, kernels.LANES))
    sums[0] = cosines
    found = np.empty(kernels.LANES, np.int64)
    kernels.angle_bins(sums, 1000, found)
    np.testing.assert_allclose((found + 0.5) / 1000 * np.pi, np.arccos(cosines), atol=np.pi / 2000 + 1e-7)


def test_arccos_is_within_its_bound():
    cosines = np.linspace(-1, 1, 400 * kernels.LANES)  # the largest errors lie in the open, and at 0
    cosines[:2] = 0.0, -1e-12
    found, sums, bins = np.empty((400, kernels.LANES), np.int64), np.ones((5, kernels.LANES)), 2**40
    for row, sums[0] in zip(found, cosines.reshape(found.shape), strict=True):
        kernels.angle_bins(sums, bins, row)
    off = np.abs((found.ravel() + 0.5) * (np.pi / bins) - np.arccos(cosines)).max()
    assert 1e-9 < off < 3e-8  # bins this narrow hide nothing of it


@pytest.mark.parametrize("dimension", [2, 3, 4, 7, 50, 100])
def test_exact_distribution_of_the_ball(dimension):
    norm = quad(lambda x: math.sin(x) ** (dimension - 2), 0, math.pi)[0]
    variance = quad(lambda x: (x - math.pi / 2) ** 2 * math.sin(x) ** (dimension - 2), 0, math.pi)[0] / norm
    assert angles.theory_sd_deg("ball", dimension) == pytest.approx(math.degrees(math.sqrt(variance)), rel=1e-9)
    for degrees in (10, 60, 90, 120, 175):
        share = quad(lambda x: math.sin(x) ** (dimension - 2), 0, math.radians(degrees))[0] / norm
        assert angles.ball_cdf(np.array([degrees]), dimension)[0] == pytest.approx(share, abs=1e-9)
    density = angles.angle_density([dimension])
    expected = np.sin(np.radians(density["angle_deg"])) ** (dimension - 2) / norm * np.pi / 180
    np.testing.assert_allclose(density["density_per_deg"], expected, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_ball_follows_its_distribution(dimension):
    row = sweep(3, [dimension], 300_000).set_index("law").loc["ball"]
    assert row["noise_ratio"] < 1
    assert abs(row["sd_deg"] - row["theory_sd_deg"]) < 2 * row["sd_deg_halfwidth"]
    assert abs(row["mean_deg"] - 90) < 2 * row["mean_deg_halfwidth"]
    assert abs(row["near_percent"] - row["ball_near_percent"]) < 2 * row["near_percent_halfwidth"]


def test_the_square_follows_its_own_distribution_and_not_the_disc_s():
    # A direction in the square has the density sec^2 / 8 in each of its octants; the angle is a difference of two.
    fine = (np.arange(3600) + 0.5) / 10
    nearest = (fine + 45) % 90 - 45
    direction = 1 / np.cos(np.radians(nearest)) ** 2
    direction /= direction.sum()
    difference = np.fft.ifft(np.abs(np.fft.fft(direction)) ** 2).real
    cdf = np.cumsum(difference[:1800] + difference[1:1801])
    pairs = 1_000_000
    sampled = np.cumsum(angle_counts.count_angles("cube", 2, pairs, 9).reshape(1800, -1).sum(axis=1)) / pairs
    assert np.abs(sampled - cdf).max() < angles.KOLMOGOROV_999 / math.sqrt(pairs)
    assert sweep(9, [2], pairs).set_index("law").loc["cube", "noise_ratio"] > 1


@pytest.mark.parametrize("distribution", kernels.DISTRIBUTIONS)
def test_mean_square_cosine_is_one_over_d(distribution):
    pairs, dimension = 200_000, 7
    middle = np.radians((np.arange(angle_counts.FINE_BINS) + 0.5) * 0.01)
    squares = angle_counts.count_angles(distribution, dimension, pairs, 2) @ np.cos(middle) ** 2 / pairs
    assert squares == pytest.approx(1 / dimension, abs=5 * beta(0.5, 3).std() / math.sqrt(pairs))


def test_large_d_theory_of_the_cube():
    row = sweep(4, [200], 50_000).set_index("law").loc["cube"]
    assert abs(row["sd_deg"] - row["theory_sd_deg"]) < 2 * row["sd_deg_halfwidth"]


def test_points_of_the_recipe_fill_the_cube_and_not_the_ball(monkeypatch):
    table = angle_recipe.angle_recipe(1, [2, 3, 8], 20_000)
    np.testing.assert_allclose(table["expected_in_ball_percent"][:2], [100 * math.pi / 4, 100 * math.pi / 6])
    off = (table["in_ball_percent"] - table["expected_in_ball_percent"]).abs()
    assert (off < 2 * table["in_ball_percent_halfwidth"]).all()
    assert table["in_cube_percent"].eq(100).all()

    class Wide:
        def uniform(self, low, high, shape):
            return np.random.Generator(np.random.PCG64(1)).uniform(1.1 * low, 1.1 * high, shape)

    monkeypatch.setattr(np.random, "default_rng", lambda _: Wide())
    assert angle_recipe.angle_recipe(1, [8], 100)["in_cube_percent"].max() < 100


@pytest.mark.parametrize(
    "call",
    [
        lambda: angle_counts.count_angles("sphere", 3, 10, 1),
        lambda: angle_counts.count_angles("ball", 1, 10, 1),
        lambda: angle_counts.count_angles("ball", 3, 0, 1),
        lambda: angle_counts.count_angles("ball", 3, 10, -1),
        lambda: angle_counts.angle_histograms(1, [2], 10, 7),
    ],
)
def test_bad_input(call):
    with pytest.raises(BadInput) as error:
        call()
    assert "\n" not in str(error.value)


def test_histograms_figure_shows_the_table():
    table = angle_counts.angle_histograms(1, [2, 50], 1000, 5)
    assert table.groupby(["law", "dimension"])["count"].sum().eq(1000).all()
    fig = draw.histograms(table, angles.angle_density([2, 50]))
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["D = 2", "D = 50", "", ""]
    shown = [bar.get_height() for ax in fig.axes for bar in ax.patches]
    rows = table.set_index("law").loc[["cube", "ball"]]  # from top to bottom
    np.testing.assert_allclose(shown, rows["density_per_deg"])
    assert fig.axes[3].lines[0].get_ydata().max() == pytest.approx(angles.angle_density([50])["density_per_deg"].max())
    assert "1,000 random pairs" in fig.get_label()
    assert not problems(fig)


def test_other_figures_are_labelled():
    disc = draw.disc(angle_counts.angle_histograms(1, [2], 1000, 5))
    assert disc.axes[1].lines[0].get_ydata()[0] == pytest.approx(1 / 180)
    spread = draw.sweep(sweep(1, [2, 10, 100], 1000))
    assert [ax.get_xlabel() for ax in spread.axes] == ["dimension D"] * 2
    bands = draw_bands.bands()
    assert "3.0 %" in bands.get_label()
    assert "8.7 %" in bands.get_label()
    assert {"all v with 15° < θ < 25°", "all v with 80° < θ < 90°"} <= {text.get_text() for text in bands.axes[0].texts}
    assert not [problem for fig in (disc, spread, bands) for problem in problems(fig)]
