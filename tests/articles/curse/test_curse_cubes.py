"""Spiky cubes: measured lengths against geometry and mpmath, and what the drawings show."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Circle, Rectangle

from articles.curse.compute import cubes
from articles.curse.compute.ball_volume import log10_share_of_cube
from articles.curse.draw import cubes as draw
from articles.curse.draw import hypercubes
from figure_checks.figures import problems
from recomputed.errors import BadInput
from recomputed.results.store import save

DIMENSIONS = [1, 2, 3, 4, 5, 9, 10, 16, 25, 26, 100, 1000]


@pytest.fixture(scope="module")
def inner():
    return cubes.inner_ball(1, DIMENSIONS, all_balls_up_to=10, sampled_balls=50)


@pytest.fixture(scope="module")
def corners():
    return cubes.corners(1, up_to_dimension=8, points=150_000)


def test_inner_ball_is_free_of_the_unit_balls_and_reaches_them():
    rng = np.random.default_rng(2)
    for d in (2, 3, 5, 8):
        radius = cubes.inner_ball(1, [d], 10, 50)["inner_diameter_edge"].item() / 2
        centres = np.array(np.meshgrid(*[[-0.5, 0.5]] * d)).reshape(d, -1).T
        directions = rng.normal(size=(500, d))
        surface = radius * directions / np.linalg.norm(directions, axis=1, keepdims=True)
        gaps = np.linalg.norm(surface[:, None] - centres, axis=2) - 0.5
        assert gaps.min() > -1e-12
        toward = radius * centres / np.linalg.norm(centres, axis=1, keepdims=True)
        assert np.linalg.norm(toward - centres, axis=1) == pytest.approx(0.5)


def test_inner_ball_table(inner):
    table = inner.set_index("dimension")
    assert list(table["balls_measured"])[:4] == [2, 4, 8, 16]
    assert table["balls_measured"][1000] == 50
    assert table["diagonal_edge"].to_numpy() == pytest.approx(np.sqrt(DIMENSIONS))
    assert table["inner_diameter_edge"].to_numpy() == pytest.approx(np.sqrt(DIMENSIONS) - 1)
    assert table["circumscribing_diameter_edge"].to_numpy() == pytest.approx(np.sqrt(DIMENSIONS) + 1)
    assert set(table["relation"]) == {"touches"}
    assert set(table["touched_faces_percent"]) == {100}
    assert table["largest_gap_edge"].max() < 1e-12
    assert table["inner_diameter_edge"][9] == 2
    assert table["inner_diameter_edge"][25] == 4


def test_the_longest_diagonal_is_the_largest_distance_of_two_corners(inner):
    for d in (1, 2, 3, 5, 9):
        corners = np.array(np.meshgrid(*[[0, 1]] * d)).reshape(d, -1).T
        longest = np.linalg.norm(corners[:, None] - corners, axis=2).max()
        assert inner.set_index("dimension")["diagonal_edge"][d] == pytest.approx(longest)


def test_only_the_ball_of_the_right_size_touches_the_faces():
    assert cubes.touched_faces_percent(6, 0.5) == 100
    assert cubes.touched_faces_percent(6, 0.45) == 0
    assert cubes.touched_faces_percent(6, 0.55) == 0


def test_spiky_is_the_first_dimension():
    table = cubes.spiky([0, 20, 50, 99.9]).set_index("corner_percent")
    assert table["first_dimension"].tolist()[:3] == [2, 2, 4]  # 1 - pi / 4 = 21.5 %, 1 - pi / 6 = 47.6 %
    shares = 100 * 10 ** log10_share_of_cube(np.arange(1, 20))
    first = table["first_dimension"][99.9]
    assert shares[first - 1] < 0.1 <= shares[first - 2]
    with pytest.raises(BadInput, match="corner_range_percent"):
        cubes.spiky([100])


def test_relation_tells_the_three_cases_apart():
    distances = np.full(8, np.sqrt(3) / 2)
    assert cubes.relation((np.sqrt(3) - 1) / 2, distances) == "touches"
    assert cubes.relation((np.sqrt(3) + 1) / 2, distances) == "circumscribes"
    assert cubes.relation(0.3, distances) == "neither"
    assert cubes.relation(0.4, distances) == "neither"


def test_the_printed_ball_is_judged_and_not_the_measured_one(monkeypatch):
    monkeypatch.setattr(cubes, "RADIUS", 0.4)  # orange balls that the printed ball does not reach
    assert cubes.inner_ball(1, [2, 3, 10], 10, 50)["relation"].tolist() == ["neither"] * 3


def test_four_cubes_in_all_leave_the_ball_of_the_plane(inner):
    four = inner.set_index("dimension")["four_cubes_diameter_edge"]
    assert np.isnan(four[1])
    assert four[2] == pytest.approx(inner.set_index("dimension")["inner_diameter_edge"][2])
    assert four[2:].to_numpy() == pytest.approx(np.sqrt(2) - 1)


@given(width=st.integers(1, 10**6))
def test_box_is_left_just_after_it_is_reached(width):
    row = cubes.boxes([width]).iloc[0]
    reached = int(row["reaches_the_faces_at_dimension"])
    with mpmath.workdps(40):
        assert mpmath.sqrt(reached) - 1 == width
        assert mpmath.sqrt(int(row["first_dimension_outside"])) - 1 > width


def test_ball_share_against_mpmath():
    for d in (1, 2, 3, 10, 101, 1000):
        exact = mpmath.log10(
            mpmath.pi ** (mpmath.mpf(d) / 2) / mpmath.gamma(mpmath.mpf(d) / 2 + 1) / mpmath.mpf(2) ** d
        )
        assert float(log10_share_of_cube(d)) == pytest.approx(float(exact), rel=1e-12, abs=1e-14)
    assert 10 ** log10_share_of_cube(2) == pytest.approx(np.pi / 4)
    assert 10 ** log10_share_of_cube(3) == pytest.approx(np.pi / 6)


def test_ball_share_falls_by_more_than_a_fifth_each_time():
    steps = np.diff(log10_share_of_cube(np.arange(1, 2000)))
    assert (10**steps < 0.8).all()


def test_corner_counts_agree_with_the_closed_form(corners):
    off = np.abs(corners["sampled_share_percent"] - corners["ball_share_percent"])
    assert (off <= 2.2 * corners["sampled_share_percent_halfwidth"]).all()
    assert corners["sampled_share_percent"][0] == 100
    assert corners["sampled_share_percent_halfwidth"].min() > 0
    assert corners.equals(cubes.corners(1, 8, 150_000))
    assert not corners.equals(cubes.corners(2, 8, 150_000))


@pytest.mark.parametrize("dimensions", [[], [0], [3, -1]])
def test_bad_dimensions(dimensions):
    with pytest.raises(BadInput, match=r"curse\.cubes"):
        cubes.inner_ball(1, dimensions, 3, 3)


def test_unit_and_stacked_drawings(inner):
    fig = draw.unit_cells(inner)
    square, cube = fig.axes
    assert _circles(square) == [((0.5, 0.5), 0.5)]
    assert any("1.414" in text.get_text() for text in square.texts)
    assert any("1.732" in text.get_text() for text in cube.texts)
    plane, space = draw.stacked_cells(inner).axes
    blue = _circles(plane)[-1]
    assert blue == ((0, 0), pytest.approx((np.sqrt(2) - 1) / 2))
    assert len(_circles(plane)) == 5
    assert len(space.collections) == 9


def test_pseudo_picture_says_what_it_is_and_keeps_the_balls_touching(inner):
    fig = hypercubes.pseudo_hypercubes(inner, cubes.boxes([2, 4]), 16)
    picture, curve = fig.axes
    assert "not a true view" in picture.get_title(loc="left")
    *orange, (middle, radius) = _circles(picture)
    assert middle == (0, 0)
    assert [np.hypot(*c) for c, _ in orange] == pytest.approx([radius + 0.5] * 4)
    assert curve.get_ylabel() == "diameter of the blue ball [cube edges]"


def test_star_is_the_unit_square_in_the_plane():
    star = hypercubes._star(0.5, np.sqrt(0.5))
    assert np.abs(star).max(axis=1) == pytest.approx(0.5)
    spiky = np.linalg.norm(hypercubes._star(0.5, 2.0), axis=1)
    assert (spiky.min(), spiky.max()) == (pytest.approx(0.5), pytest.approx(2))


def test_slices_are_true_sections(inner):
    for ax, d in zip(hypercubes.true_slices(inner, [2, 9, 16]).axes, (2, 9, 16), strict=True):
        (_, radius), *orange = _circles(ax)
        assert [np.hypot(*c) for c, _ in orange] == pytest.approx([np.sqrt(d) / 2] * 4)
        (box,) = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
        assert box.get_width() == 2
        assert box.get_height() == pytest.approx(2 * np.sqrt(d - 1))
        assert (radius > 1) == (d > 9)


def test_curves_carry_the_tables(inner, corners):
    boxes = cubes.boxes([2, 4])
    fig = hypercubes.inner_diameter(inner, boxes, 30)
    theory, measured = fig.axes[0].lines[:2]
    assert np.interp(9, *theory.get_data()) == pytest.approx(2, abs=1e-3)
    assert list(measured.get_ydata()) == list(inner["inner_diameter_edge"][inner["dimension"] <= 30])
    assert "from D = 10" in fig.get_label()
    assert "from D = 26" in fig.get_label()
    ratio = hypercubes.volume_ratio(inner, corners, 30).axes[0]
    assert ratio.get_yscale() == "log"
    assert ratio.get_xlabel() == "dimension D"
    assert ratio.get_ylabel().endswith("[%]")


def test_every_drawing_shows_on_light_and_dark_pages(inner, corners):
    boxes = cubes.boxes([2, 4])
    figures = [
        draw.unit_cells(inner),
        draw.stacked_cells(inner),
        hypercubes.pseudo_hypercubes(inner, boxes, 16),
        hypercubes.true_slices(inner, [2, 9, 16]),
        hypercubes.inner_diameter(inner, boxes, 30),
        hypercubes.volume_ratio(inner, corners, 30),
    ]
    assert not [problem for figure in figures for problem in problems(figure)]


def test_a_dimension_that_was_not_measured(inner):
    with pytest.raises(BadInput, match="dimension 7"):
        hypercubes.true_slices(inner, [2, 7])


def test_drawings_are_the_same_bytes_again(inner, tmp_path):
    for name in ("a.svg", "b.svg"):
        save(draw.stacked_cells(inner), tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def _circles(ax):
    return [(tuple(patch.center), patch.radius) for patch in ax.patches if isinstance(patch, Circle)]
