"""Grids and the pipeline stand-in: kernels against sets, occupancy against theory, the classifier against counting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from matplotlib.patches import Rectangle

import naive
from articles.curse.compute import costs, grids, nearest, occupancy, pipeline, pipeline_sizes, pipeline_tables
from articles.curse.compute import grid_kernels as kernels
from articles.curse.draw import grids as draw
from articles.curse.draw import pipeline as draw_pipeline
from figure_checks.figures import problems
from recomputed.errors import BadInput
from recomputed.stats.intervals import share_halfwidth

unit_points = hnp.arrays(
    float,
    st.tuples(st.integers(0, 40), st.integers(1, 4)),
    elements=st.floats(0, 1, exclude_max=True) | st.sampled_from([0.1, 0.3, 0.7, np.nextafter(1, 0)]),
)
STAND_IN = {"shape": 6, "samples": 300, "cells_per_axis": 6, "noise": 0.15}
ORDER = [6, 7, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12]


@given(points=unit_points, cells_per_axis=st.sampled_from([2, 4, 8]))
@settings(max_examples=60, deadline=None)
def test_kernels_against_a_set_of_places(points, cells_per_axis):
    expected = naive.occupied_cells(points, cells_per_axis)
    for compiled in (True, False):
        number, occupy, count = (
            f if compiled else f.py_func for f in (kernels.cell_numbers, kernels.occupy, kernels.count_occupied)
        )
        bits = np.zeros(cells_per_axis ** points.shape[1] // 64 + 1, np.uint64)
        numbers = number(points, cells_per_axis)
        assert set(numbers) == {naive.cell_number(place, cells_per_axis) for place in expected}
        assert occupy(numbers, bits) == len(expected)
        assert occupy(numbers, bits) == 0
        assert count(numbers, bits) == len(points)


@given(points=unit_points)
@settings(max_examples=30, deadline=None)
def test_ten_cells_an_axis_stay_in_the_grid(points):
    numbers = kernels.cell_numbers(points, 10)
    assert ((numbers >= 0) & (numbers < 10 ** points.shape[1])).all()


def test_many_samples_against_numpy():
    numbers = np.random.default_rng(1).integers(0, 10**6, 200_000)
    bits = np.zeros(10**6 // 64 + 1, np.uint64)
    assert kernels.occupy(numbers, bits) == len(np.unique(numbers))
    others = np.random.default_rng(2).integers(0, 10**6, 10_000)
    assert kernels.count_occupied(others, bits) == np.isin(others, numbers).sum()


@pytest.mark.parametrize(("cells", "samples"), [(1, 3), (2, 1), (2, 5), (3, 4), (5, 5), (7, 2)])
def test_expected_occupied_against_every_way(cells, samples):
    assert occupancy.expected_occupied(cells, samples) == pytest.approx(
        naive.occupied_moments(cells, samples), abs=1e-7
    )


def test_expected_occupied_where_cells_are_many():
    mean, spread = occupancy.expected_occupied(10**9, 1000)
    pairs = 1000 * 999 / 2 / 1e9  # the expected number of pairs in one cell, nearly Poisson
    assert 1000 - mean == pytest.approx(pairs, rel=1e-3)
    assert spread == pytest.approx(np.sqrt(pairs), rel=1e-3)


def test_occupancy_agrees_with_theory_and_with_itself():
    table = occupancy.occupancy(1, [1, 2, 3, 4, 5], [50, 2000, 150_000], 10, 3000)
    off = np.abs(table["occupied_cells"] - table["expected_occupied_cells"])
    assert (off <= 2.5 * table["occupied_cells_halfwidth"] + 1).all()
    off = np.abs(table["empty_test_percent"] - table["expected_empty_percent"])
    assert (off <= 2.5 * table["empty_test_percent_halfwidth"]).all()
    some = occupancy.occupancy(1, [4, 2], [2000], 10, 3000)
    whole = table[table["samples"] == 2000].set_index("dimension").loc[[4, 2]].reset_index()
    assert some.equals(whole[some.columns])


def test_empty_cell_probability_is_the_complement_of_the_occupied_share():
    """Many small experiments: a test point's cell is empty with (1 - 1/m)^N, not with 1 - (1 - 1/m)^N."""
    shares = [occupancy.occupancy(seed, [2], [30], 10, 200)["empty_test_percent"].item() for seed in range(60)]
    assert np.mean(shares) == pytest.approx(100 * 0.99**30, abs=1.5)


@given(samples=st.integers(1, 10**12), cells_per_axis=st.integers(2, 10))
def test_outnumbered_is_the_first(samples, cells_per_axis):
    row = grids.outnumbered([samples], cells_per_axis).iloc[0]
    d = int(row["first_dimension_with_more_cells"])
    assert cells_per_axis**d > samples >= cells_per_axis ** (d - 1)


def test_cells_are_counted():
    cells = grids.cell_counts([1, 2, 3, 4], 10)
    assert list(cells["cells"]) == [10, 100, 1000, 10000]
    assert list(cells["factor_per_axis"][1:]) == [10] * 3
    assert np.isnan(cells["factor_per_axis"][0])


def test_mostly_empty_is_the_first():
    table = grids.mostly_empty([1, 100, 12345], 10, [1, 50, 99])
    for row in table.itertuples():
        there, before = (100 * (1 - 10.0**-d) ** row.samples for d in (row.first_dimension, row.first_dimension - 1))
        assert there > row.empty_percent >= before
        assert row.cells == 10**row.first_dimension


@pytest.mark.parametrize("percent", [0, 100, np.nan])
def test_bad_shares_of_empty_cells(percent):
    with pytest.raises(BadInput, match="empty_range_percent"):
        grids.mostly_empty([10], 10, [percent])


@pytest.mark.parametrize(("dimensions", "cells_per_axis"), [([11], 10), ([0], 10), ([], 10), ([3], 0)])
def test_bad_grids(dimensions, cells_per_axis):
    with pytest.raises(BadInput, match=r"curse\.grids"):
        occupancy.occupancy(1, dimensions, [10], cells_per_axis, 10)


def test_halfwidth_covers_at_the_ends():
    assert share_halfwidth(0, 100) > 0
    assert share_halfwidth(100, 100) == pytest.approx(float(share_halfwidth(0, 100)))
    assert share_halfwidth(5000, 10_000) == pytest.approx(1.96 * np.sqrt(0.25 / 10_000), rel=1e-3)


def test_classifier_against_counting():
    rng = np.random.default_rng(3)
    features, labels, unknown = rng.random((120, 2)), rng.integers(0, 3, 120), rng.random((200, 2))
    features[0], features[1] = 0, 1  # so that the grid is that of the unit square
    found = pipeline.GridClassifier(features, labels, 8).predict(unknown)
    places = [naive.grid_cell(point, 8) for point in features]
    names = {pipeline.EMPTY: "empty", pipeline.UNDECIDED: "tie"}
    expected = [naive.majority_label(naive.grid_cell(point, 8), places, labels) for point in unknown]
    assert [names.get(x, x) for x in found] == expected
    assert {"empty", "tie"} < set(expected)


def test_points_off_the_grid_take_the_rim():
    grid = pipeline.GridClassifier(np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([0, 2]), 4)
    assert list(grid.predict(np.array([[-5.0, -5.0], [7.0, 7.0], [0.5, 0.5]]))) == [0, 2, pipeline.EMPTY]


@pytest.fixture(scope="module")
def plane():
    return pipeline.plane(1, cross=[0.05, 0.6], **STAND_IN)


@pytest.fixture(scope="module")
def features():
    return pipeline.added_features(1, order=ORDER, test_points=300, repeats=3, **STAND_IN)


def test_plane_labels_the_cross_by_its_cell(plane):
    cells, cross = plane["cells"], plane["points"].iloc[-1]
    inside = cells[
        (cells["x6_low"] <= cross["x6"])
        & (cross["x6"] < cells["x6_high"])
        & (cells["x7_low"] <= cross["x7"])
        & (cross["x7"] < cells["x7_high"])
    ]
    assert cross["kind"] == f"cross: {inside['label'].item()}"
    assert len(cells) == 36
    assert set(plane["points"]["kind"][:-1]) == set(pipeline.CLASSES)


def test_added_features_empty_the_grid(features):
    assert list(features["added_feature"]) == ORDER[1:]
    assert features["cells"].iloc[-1] == 6**12
    empty = features["empty_test_percent"]
    assert (np.diff(empty) > -1).all()
    assert empty.iloc[-1] > 50
    decided = 100 - empty - features["tied_test_percent"]
    assert (features["correct_percent"] <= decided + 1e-9).all()
    assert features["uniform_empty_percent"].iloc[0] == pytest.approx(100 * (1 - 1 / 36) ** 300)


def test_change_against_two_features_is_that_of_the_same_draws(features):
    change, correct = features["correct_change_percent"], features["correct_percent"]
    np.testing.assert_allclose(change, correct - correct[0], atol=1e-9)
    assert change[0] == features["correct_change_percent_halfwidth"][0] == 0
    assert features["features_left"].tolist() == list(range(10, -1, -1))


def test_sizes_are_those_of_the_classifier_with_all_features(features):
    table = pipeline_sizes.sizes(2, 6, [20, 300], 6, 0.15, test_points=300, repeats=3).set_index("samples")
    assert table["over_guess_percent"].to_numpy() == pytest.approx(table["correct_percent"] - 100 / 3)
    last = features.iloc[-1]  # other draws of the same experiment
    assert table["correct_percent"][300] == pytest.approx(last["correct_percent"], abs=8)
    assert table["empty_test_percent"][300] == pytest.approx(last["empty_test_percent"], abs=8)
    assert table["correct_percent"][20] < table["correct_percent"][300]


def test_costs_are_counted():
    table = costs.costs(1, 6, samples=7, cells_per_axis=10, noise=0.15).set_index(["method", "features"])["operations"]
    for d in (2, 12):
        assert table["grid", d] == 4 * d  # scale, cut off, shift the digits, add
        assert table["nearest neighbour", d] == 7 * (3 * d + 1)  # difference, square, sum; one comparison
    place = costs.cell_number([costs.Counted(0.31), costs.Counted(0.75)], 10)
    assert place.value == 37
    samples = np.random.default_rng(1).random((30, 3))
    point = [0.2, 0.5, 0.9]
    expected = naive.nearest(samples, np.array([point]), 1)[1][0][0]
    assert costs.nearest([costs.Counted(x) for x in point], samples) == expected


def test_nearest_distances_are_those_of_known_distributions():
    many = nearest.ratios(3, 1, 2000, 300)
    # On a segment about 1 / (2 N) to the nearest of N points, 1/3 on average to all: 3 / (2 N), more near the ends.
    assert many.mean() == pytest.approx(1.5 / 2000, rel=0.15)
    tables = nearest.tables(3, [2, 40], 500, 50, [10, 90])
    near = tables["nearest"].set_index("dimension")["nearest_percent"]
    assert near[2] < 10 < 50 < near[40] < 100
    lonely = tables["lonely"].set_index(["vicinity_percent", "dimension"])["lonely_percent"]
    found = 100 * nearest.ratios(3, 40, 500, 50)
    assert lonely[10, 40] == 100
    assert lonely[90, 40] == 100 * np.mean(found >= 90)
    assert tables["nearest"]["nearest_percent"][1] == pytest.approx(found.mean())


def test_pipeline_tables_of_the_rule():
    sizes = {"sample_range": [20], "cost_samples": 3, "test_points": 20, "repeats": 2}
    tables = pipeline_tables.tables(1, cross=[0.05, 0.6], order=ORDER, **STAND_IN, **sizes)
    assert list(tables) == ["points", "cells", "features", "sizes", "costs"]


def test_order_must_hold_every_feature():
    with pytest.raises(BadInput, match=r"curse\.pipeline\.order"):
        pipeline.added_features(1, order=[6, 6, *ORDER[2:]], test_points=10, repeats=2, **STAND_IN)


def test_grid_drawings():
    example, cells = grids.example(1, 60, 10), grids.cell_counts([1, 2, 3], 10)
    fig = draw.grids(example, cells)
    used = [example[f"cell_{d}"].nunique() for d in (1, 2, 3)]
    titles = [ax.get_title(loc="center") for ax in fig.axes]
    assert titles == [f"{total:,} cells, {n} occupied" for total, n in zip((10, 100, 1000), used, strict=True)]
    table = occupancy.occupancy(1, [1, 2, 3], [10, 500], 10, 200)
    empty = draw.empty_cells(table)
    left, right = empty.axes
    assert left.get_yscale() == "log"
    assert list(right.lines[0].get_ydata()) == list(table["expected_empty_percent"][:3])
    assert right.get_ylabel() == "test points in an empty cell [%]"
    assert not problems(fig) + problems(empty)


def test_pipeline_drawings_say_that_the_data_are_synthetic(plane, features):
    scatter = draw_pipeline.scatter(plane["points"])
    labels = draw_pipeline.grid_labels(plane["points"], plane["cells"])
    added = draw_pipeline.added_features(features)
    for fig in (scatter, labels, added):
        assert not problems(fig)
        assert "synthetic" in fig.get_label()
        assert "synthetic stand-in" in fig.axes[0].get_title(loc="left")
    assert (scatter.axes[0].get_xlabel(), scatter.axes[0].get_ylabel()) == ("feature x6", "feature x7")
    boxes = [patch for patch in labels.axes[0].patches if isinstance(patch, Rectangle)]
    assert len(boxes) == len(plane["cells"])
    colours = {draw_pipeline.CLASSES[name][0] for name in plane["cells"]["label"] if name in pipeline.CLASSES}
    assert len({box.get_facecolor() for box in boxes}) == len(colours) + 1
