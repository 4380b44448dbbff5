"""Marks, clouds, pictures and optimisation of the article on PCA at the edges of what they take."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pca.compute import (
    clouds,
    factors,
    geometry,
    marks_statistics,
    marks_witness,
    mnist,
    mnist_shapes,
    optimise,
    second_routes,
    thresholds,
)
from edges import NOT_FINITE, REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one

SUBJECTS = ["a", "b", "c"]
MARKS = pd.DataFrame({"student": [1, 2, 3, 4], "a": [50, 60, 70, 40], "b": [90, 20, 30, 40], "c": [10, 20, 25, 0]})
UNIT = [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]
ALL = [
    marks_statistics.statistics,
    lambda table: marks_statistics.correlation_rule(table, [1.0, 2.0]),
    lambda table: thresholds.marks_thresholds(table, SUBJECTS, {"percent": [5]}),
    lambda table: factors.scores(table, SUBJECTS),
    lambda table: second_routes.marks_second_routes(table, SUBJECTS, UNIT, {}),
]


@pytest.mark.parametrize("compute", ALL)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table.assign(a=table.a + 0.5),
        lambda table: table.assign(a=50),
        lambda table: table.assign(a=-table.a),
        lambda table: table.assign(a=np.nan),
        lambda table: table.assign(a=10**9),
        lambda table: table.assign(a="x"),
        lambda table: table[:1],
        lambda table: table[:0],
    ],
)
def test_marks_without_moments_are_refused(compute, spoil):
    refused(lambda: compute(spoil(MARKS)), "marks|number of students")


def test_marks_of_any_type_have_the_same_statistics():
    for dtype in ("uint8", "float32", "int8"):
        pd.testing.assert_frame_equal(
            marks_statistics.statistics(MARKS.astype(dtype)), marks_statistics.statistics(MARKS)
        )


def test_moments_that_no_table_has_are_refused():
    sums, products = np.array([3, 2]), np.array([[5, 2], [2, 2]])
    found = marks_witness.witness(sums.astype(np.uint8), products.astype(np.uint8), 4, 3, 1, 500)
    assert found.sum(axis=0).tolist() == [3, 2]
    refused(lambda: marks_witness.witness(sums * 9, products, 4, 3, 1, 5), "sums of marks")
    refused(lambda: marks_witness.witness(sums, products[:1], 4, 3, 1, 5), "sums of products")
    refused(lambda: marks_witness.witness(sums, products, 2, 3, 1, 5), "number of students")


def cloud(**columns):
    table = pd.DataFrame({"cloud": "sparse", "x": [0.0, 1, 2, 4], "y": [1.0, 0, 3, 2], "z": np.nan})
    return table.assign(**columns)


def test_flat_clouds_and_gaps_are_refused():
    assert len(clouds.axes(cloud(), 0.9)) == 2
    for flat in ({"x": 0.1}, {"y": 2 * cloud().x}):
        refused(lambda flat=flat: clouds.axes(cloud(**flat), 0.9), "flat cloud")
    refused(lambda: clouds.axes(cloud(z=[np.nan, 1, 2, 3]), 0.9), "not finite")
    refused(lambda: clouds.projections(cloud(x=np.inf)), "4 nan or inf")
    for share in (0, 1, np.nan):
        refused(lambda share=share: clouds.axes(cloud(), share), "share")
    refused(lambda: geometry.deviation(cloud(y=np.nan), [0, 0]), "column y")


@given(st.sampled_from(WHOLE[1:] + REAL), layouts)
def test_pictures_of_axes_of_any_type(dtype, layout):
    axes = np.array([[1, 0], [0, 1], [1, 1], [2, 0]]).astype(dtype)
    if layout != "reversed":
        found = mnist_shapes.coarseness(laid_out(axes, layout), (2, 2), [1.0])
        pd.testing.assert_frame_equal(found, mnist_shapes.coarseness(axes.astype(float), (2, 2), [1.0]))
    refused(lambda: mnist_shapes.coarseness(axes * 0, (2, 2), [1.0]), "no power")
    refused(lambda: mnist_shapes.coarseness(axes, (3, 2), [1.0]), "wrong shape")
    refused(lambda: mnist_shapes.likeness(axes, np.ones((10, 3)), 3, [1]), "wrong shape")
    refused(lambda: mnist.select(np.array([0.5]), False, 3), "not integers")


@pytest.mark.parametrize("scale", [1e-250, 1e-12, 1.0, 1e12, 1e250])
def test_the_largest_variance_is_found_in_any_unit(scale):
    matrix = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 0.5], [0.0, 0.5, 1.0]])
    found = optimise.largest_variance(np.random.default_rng(2), matrix * scale)
    assert abs(found @ np.linalg.eigh(matrix)[1][:, -1]) == pytest.approx(1, abs=1e-8)


def test_optimisation_refuses_what_has_no_optimum():
    rng, samples = np.random.default_rng(0), np.arange(12.0).reshape(4, 3)
    refuses_no_numbers(lambda table: optimise.smallest_error_axes(rng, table, 1), samples)
    refuses_no_numbers(lambda table: optimise.largest_variance(rng, table), np.eye(3))
    refused(lambda: optimise.largest_ratio(rng, np.eye(2), np.array([[1.0, 2.0], [0.0, 1.0]])), "symmetric")
    for value in NOT_FINITE:
        refused(lambda value=value: optimise.smallest_error_axes(rng, with_one(samples, value), 1), "not finite")
    for count in (0, 4):
        refused(lambda count=count: optimise.smallest_error_axes(rng, samples, count), "number of axes")
