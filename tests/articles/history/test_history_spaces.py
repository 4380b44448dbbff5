"""A scene from a moving origin, its projection, and the colour space: against the standard and a slow camera."""

import numpy as np
import pytest

from articles.history.compute.spaces import CAMERA, CORNERS, EDGES, TURN_DEG, spaces
from articles.history.draw.spaces import spaces as draw


@pytest.fixture(scope="module")
def tables():
    return spaces()


def test_white_is_one_black_is_zero_and_pure_blue_and_red_are_at_the_ends(tables):
    colours = tables["colours"].set_index(["red", "green", "blue"])
    assert colours.loc[(1, 1, 1)].to_numpy() == pytest.approx([1, 0, 0], abs=1e-15)
    assert colours.loc[(0, 0, 0)].to_numpy() == pytest.approx([0, 0, 0])
    # ITU-R BT.601: luma of the primaries, and differences of a half where a primary stands alone.
    assert [colours.luma[c] for c in ((1, 0, 0), (0, 1, 0), (0, 0, 1))] == pytest.approx([0.299, 0.587, 0.114])
    assert colours.blue_difference[0, 0, 1] == pytest.approx(0.5)
    assert colours.red_difference[1, 0, 0] == pytest.approx(0.5)


def test_every_edge_is_what_a_camera_sees_corner_by_corner(tables):
    angle = np.radians(TURN_DEG)
    for row in tables["house"].itertuples():
        corner = CORNERS[EDGES[row.edge][row.end - 1]] - CAMERA
        ahead = -np.sin(angle) * corner[0] + np.cos(angle) * corner[2]
        right = np.cos(angle) * corner[0] + np.sin(angle) * corner[2]
        assert (row.x, row.y, row.z) == pytest.approx((right, corner[1], ahead))
        assert (row.screen_x, row.screen_y) == pytest.approx((right / ahead, corner[1] / ahead))
        assert row.z > 0  # in front of the camera


def test_turning_and_colours_are_linear_and_a_moving_origin_and_a_projection_are_not(tables):
    errors = tables["linear"].set_index("step").largest_error
    assert (errors[["turning", "colour space"]] < 1e-12).all()
    # f(a + b) - f(a) - f(b) = camera, for each pair
    assert errors["moving origin"] == pytest.approx(np.abs(CAMERA).max())
    assert errors["projection"] > 0.1


def test_the_figure_says_which_steps_are_linear(tables):
    fig = draw(**tables)
    assert (
        "rotation: linear; moving origin: not linear; projection: not linear; these colours: linear" in fig.get_label()
    )
