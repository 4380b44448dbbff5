"""Balls, angles and grids at the edges of what they take."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.curse.compute import angles, ball_volume, cubes, occupancy
from articles.curse.compute.pipeline import EMPTY, GridClassifier
from edges import NOT_FINITE, REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one


@given(st.sampled_from(WHOLE[1:] + REAL), layouts)
def test_angles_and_volumes_of_any_type(dtype, layout):
    numbers = np.array([[0, 30, 90], [100, 120, 60]]).astype(dtype)
    exact = numbers.astype(float)
    np.testing.assert_array_equal(angles.ball_cdf(laid_out(numbers, layout), 3), angles.ball_cdf(exact, 3))
    np.testing.assert_allclose(angles.ball_cdf(exact, 3), (1 - np.cos(np.radians(exact))) / 2, atol=1e-12)
    np.testing.assert_array_equal(ball_volume.unit_volume(laid_out(numbers, layout)), ball_volume.unit_volume(exact))


def test_what_no_ball_has_is_refused():
    for value in (-1, 181, *NOT_FINITE):
        refused(lambda value=value: angles.ball_cdf(np.array([90.0, value]), 3))
    refused(lambda: angles.ball_cdf(90.0, 1), "dimension")
    refused(lambda: ball_volume.unit_volume([1, -1]), "dimension of a ball")
    refused(lambda: angles.theory_sd_deg("sphere", 3), "ball, cube")
    refused(lambda: angles.theory_sd_deg("ball", 0), "dimension")
    refused(lambda: angles.totals({}, [2]), "no counts")
    refused(lambda: angles.totals({"a": {"ball": np.zeros((1, 180), int)}}, [2]), "no pairs")
    refuses_no_numbers(lambda table: angles.ball_cdf(table, 3), np.ones(3))


def test_balls_without_neighbours_have_no_relation():
    refused(lambda: cubes.relation(0.5, np.zeros(0)), "empty")
    refused(lambda: cubes.relation(0.5, [np.nan]), "not finite")
    assert cubes.relation(0.5, np.array([1], np.uint8)) == "touches"


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32])
def test_a_constant_feature_takes_one_cell(dtype):
    features = np.array([[0, 7], [4, 7], [8, 7]], dtype)
    grid = GridClassifier(features, np.array([0, 1, 2], np.uint8), 3)
    assert grid.predict(features).tolist() == [0, 1, 2]
    one = GridClassifier(features[:1], np.array([1]), 3)
    assert one.predict(features).tolist() == [1, EMPTY, EMPTY]


def test_grids_refuse_what_has_no_cell():
    features, labels = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([0, 1])
    for value in NOT_FINITE:
        refused(lambda value=value: GridClassifier(with_one(features, value), labels, 3), "not finite")
        refused(lambda value=value: GridClassifier(features, labels, 3).predict(with_one(features, value)))
    for wrong in (labels - 1, labels + 9, labels * 1.0, labels[:1]):
        refused(lambda wrong=wrong: GridClassifier(features, wrong, 3), "class numbers")
    refused(lambda: GridClassifier(np.array([[-1e308], [1e308]]), labels, 3), "highest minus lowest")
    refused(lambda: GridClassifier(np.eye(2, 40), labels, 3), "cells per axis")
    refused(lambda: GridClassifier(features[:0], labels[:0], 3), "empty")
    refused(lambda: occupancy.expected_occupied(0, 5), "cells")
