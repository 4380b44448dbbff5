"""The second routes to the numbers of cubes and shells give those of the first."""

import mpmath
import pytest

from articles.curse.compute import cubes, distances, grids, inner_chance, second_routes, shells
from articles.curse.compute.ball_volume import log10_share_of_cube

RANGES = [50, 99.9], [50, 99], [5, 0.1]  # empty cells, corners, almost zero; in percent


def test_the_second_routes_of_the_cubes_and_shells_give_the_numbers_of_the_first():
    dimensions = [1, 2, 3, 10, 100]
    table = second_routes.second_routes(
        10, [1, 2, 3], [99, 100, 1000], dimensions, [2, 4], 0.01, [2, 3, 400], 400, [10, 1], *RANGES
    )
    value = table.set_index(["quantity", "at"]).value
    assert list(value["cells of a grid"]) == list(grids.cell_counts([1, 2, 3], 10).cells)
    assert list(value["first dimension with more cells"]) == [2, 3, 4]
    assert list(value["first dimension outside a box"]) == list(cubes.boxes([2, 4]).first_dimension_outside)
    shares = shells.shells(0.01, 400).set_index("dimension").share
    for d in (2, 3, 400):
        assert value["shell", d] == pytest.approx(shares[d], rel=1e-13)
    mostly_empty = grids.mostly_empty([99, 100, 1000], 10, [50, 99.9]).first_dimension
    assert list(value["first dimension mostly empty"]) == list(mostly_empty)
    assert list(value["first spiky dimension"]) == list(cubes.spiky([50, 99]).first_dimension)
    near = inner_chance.squashed(400, [10, 1]).groupby("radius").share_percent.get_group("r")
    assert list(value["random pairs about r apart, %"]) == pytest.approx(list(near), rel=1e-9, abs=0)
    zero = inner_chance.almost_zero(0.01, [5, 0.1]).groupby("origin").first_dimension
    assert list(value["almost zero, centre"]) == list(zero.get_group("centre"))
    assert list(value["almost zero, random point"]) == list(zero.get_group("random point"))
    for d in dimensions:
        assert value["ball in its cube, %", d] == pytest.approx(100 * 10 ** log10_share_of_cube(d), rel=1e-12)
        assert value["inner diameter, edges", d] == pytest.approx(float(mpmath.sqrt(d) - 1), rel=1e-15)


def test_the_density_of_distances_in_a_ball_is_that_of_simulated_pairs():
    sampled = distances.distances(1, 0.1, [2, 10], 200_000)
    for row in sampled[(sampled.law == "ball") & (sampled.origin == "random point")].itertuples():
        exact = second_routes.second_routes(10, [1], [9], [1], [2], 0.1, [2], row.dimension, [10], *RANGES)
        found = exact.set_index("quantity").value["random pairs about r apart, %"]
        assert abs(found - row.surface_percent) < 2 * row.surface_percent_halfwidth
        near = inner_chance.squashed(row.dimension, [10]).set_index("radius").share_percent
        assert abs(near["r"] - row.surface_percent) < 2 * row.surface_percent_halfwidth
