"""Counted angles over ranges of thresholds: against angles sorted one by one, and against exact distributions."""

import math

import numpy as np
import pytest

from articles.curse.compute import angle_cones, angle_counts, angle_ranges, angle_tables, angles
from recomputed.errors import BadInput

BINS = angle_counts.FINE_BINS
RANGES = {
    "near_range_deg": [5, 45],
    "limit_range_deg": [30, 60],
    "level_range_percent": [5],
    "histogram_pairs": 10_000,
}


def counted(degrees) -> dict[str, np.ndarray]:
    return {"ball": np.histogram(degrees, BINS, (0, 180))[0][None]}


@pytest.fixture(scope="module")
def sweep():
    return angle_counts.angle_counts(5, [2, 3, 50], 200_000)


def test_near_and_turns_count_the_angles_they_name():
    degrees = [3.3, 20.2, 59.9, 80.1, 88.7, 91.4, 93.6, 120.7, 151.5, 179.3]
    near = angle_ranges.near(counted(degrees), [7], [1, 2, 5, 45]).set_index("near_deg")
    assert near["near_percent"].tolist() == [0, 20, 30, 60]
    assert near["over_uniform_percent"].tolist() == pytest.approx([-100 / 90, 20 - 200 / 90, 30 - 500 / 90, 10])
    turns = angle_ranges.turns(counted(degrees), [7], [15, 30, 60]).set_index("limit_deg")
    assert turns["back_percent"].tolist() == [10, 20, 30]
    assert turns["smooth_percent"].tolist() == [10, 20, 30]


def test_the_shares_are_those_of_the_exact_distribution(sweep):
    total = {"ball": sweep["ball"]}
    for row in angle_ranges.near(total, [2, 3, 50], [1, 10, 45]).itertuples():
        exact = 100 * np.diff(angles.ball_cdf(np.array([90 - row.near_deg, 90 + row.near_deg]), row.dimension))[0]
        assert abs(row.near_percent - exact) < 2 * row.percent_halfwidth
        assert row.over_uniform_percent == pytest.approx(row.near_percent - 200 * row.near_deg / 180)
    for row in angle_ranges.turns(total, [2, 3, 50], [15, 60]).itertuples():
        exact = 100 * angles.ball_cdf(np.array([row.limit_deg]), row.dimension)[0]
        assert abs(row.back_percent - exact) < 2 * row.back_percent_halfwidth
        assert abs(row.smooth_percent - exact) < 2 * row.smooth_percent_halfwidth


def test_what_ten_thousand_pairs_can_show(sweep):
    table = angle_ranges.uniform(sweep, [2, 3, 50], 10_000, [5, 0.1]).set_index(["law", "dimension", "level_percent"])
    assert table["noise_distance"]["ball", 2, 5] == pytest.approx(0.01358, abs=1e-5)  # tables of Kolmogorov
    assert table["noise_distance"]["ball", 2, 0.1] == pytest.approx(0.01949, abs=1e-5)
    assert table["ratio"]["ball", 2, 5] < table["ratio_halfwidth"]["ball", 2, 5]
    # D = 3: (1 - cos) / 2 is furthest from angle / 180 where its slope, sin / 2, is 1 / pi.
    furthest = math.asin(2 / math.pi)
    distance = furthest / math.pi - (1 - math.cos(furthest)) / 2
    assert table["uniform_distance"]["ball", 3, 5] == pytest.approx(distance, abs=0.004)


def test_areas_of_cones_are_those_of_geometry():
    for deg in (0, 30, 90, 140):
        assert angle_cones.cone_area(deg) == pytest.approx(math.pi * math.sin(math.radians(deg)), rel=2e-5, abs=1e-12)


def test_cones_predict_the_angles_of_three_dimensions_and_of_no_other(sweep):
    plane, space, many = (angle_cones.cones(count) for count in sweep["ball"])
    assert space["noise_ratio"].max() < 1
    assert plane["noise_ratio"].max() > 10
    assert many["noise_ratio"].max() > 10
    exact = 100 * angles.ball_cdf(space["angle_deg"].to_numpy(float), 3)
    np.testing.assert_allclose(space["predicted_percent"], exact, atol=0.001)
    assert space["section_share"].idxmax() == 89


def test_tables_of_the_rule(sweep):
    tables = angle_tables.tables({"all": sweep}, [2, 3, 50], 10, **RANGES)
    assert [len(table) for table in tables.values()] == [6, 12, 12, 6, 179]
    assert tables["cones"]["noise_ratio"].max() < 1  # of three dimensions
    without = angle_tables.tables({"all": {k: v[[0, 2]] for k, v in sweep.items()}}, [2, 50], 10, **RANGES)
    assert without["cones"].empty
    assert list(without["cones"]) == list(tables["cones"])


@pytest.mark.parametrize("bins", [np.ones(179, int), np.zeros(180, int)])
def test_bad_counts(bins):
    with pytest.raises(BadInput, match="cones"):
        angle_cones.cones(bins)
