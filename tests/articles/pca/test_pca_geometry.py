"""Clouds, projections, ellipsoids, the rotation and the mapped sphere: geometry that must hold, and what is drawn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection
from scipy.spatial.transform import Rotation

from articles.pca.compute import clouds as compute_clouds
from articles.pca.compute import geometry
from articles.pca.draw import clouds as draw_clouds
from articles.pca.draw import geometry as draw
from articles.pca.draw import projections as draw_projections
from articles.pca.draw import space, taxonomy
from figure_checks.figures import problems
from recomputed.drawing import style
from recomputed.errors import BadInput

ELLIPSE = [[4.0, 1.8], [1.8, 2.0]]
ELLIPSOID = [[3.45, 2.19, 0.03], [2.19, 2.73, 0.64], [0.03, 0.64, 0.7]]
V = [["60.45", "33.63", "46.29"], ["33.63", "68.49", "50.93"], ["46.29", "50.93", "53.61"]]


@pytest.fixture(scope="module")
def clouds():
    return compute_clouds.clouds(150, 16, ELLIPSE, ELLIPSOID, 0.9, seed=3)


@pytest.fixture(scope="module")
def fits(clouds):
    return compute_clouds.axes(clouds, 0.95)


def test_sparse_cloud_has_its_covariance_exactly(clouds):
    points = clouds.loc[clouds.cloud == "sparse", ["x", "y"]]
    assert np.cov(points.T, bias=True) == pytest.approx(np.array(ELLIPSE))


def test_clouds_repeat_with_the_seed_and_differ_without(clouds):
    pd.testing.assert_frame_equal(clouds, compute_clouds.clouds(150, 16, ELLIPSE, ELLIPSOID, 0.9, seed=3))
    assert not clouds.equals(compute_clouds.clouds(150, 16, ELLIPSE, ELLIPSOID, 0.9, seed=4))


def test_large_cloud_has_its_covariance_and_its_share_inside():
    big = compute_clouds.clouds(20000, 16, ELLIPSE, ELLIPSOID, 0.9, seed=5)
    points = big.loc[big.cloud == "ellipsoid", ["x", "y", "z"]]
    assert np.cov(points.T) == pytest.approx(np.array(ELLIPSOID), abs=0.15)
    inside = compute_clouds.axes(big, 0.95).drop_duplicates("cloud").set_index("cloud").share_inside_percent
    assert inside[["ellipse", "ellipsoid"]].to_numpy() == pytest.approx(95, abs=0.7)


def test_projections_are_the_feet_of_perpendiculars(clouds, fits):
    table = compute_clouds.projections(clouds)
    for name, part in table.groupby("cloud"):
        basis = space.directions(fits[fits.cloud == name])
        size = len(basis)
        points = part[["x", "y", "z"]].to_numpy()[:, :size]
        coordinates = part[["coordinate_1", "coordinate_2", "coordinate_3"]].to_numpy()[:, :size]
        centred = points - points.mean(axis=0)
        for k in range(size):
            feet = coordinates[:, [k]] * basis[k]
            assert (centred - feet) @ basis[k] == pytest.approx(np.zeros(len(feet)), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.tuples(*[st.floats(0.2, 5)] * 3), st.integers(0, 1000))
def test_tips_and_surface_of_an_ellipsoid_solve_its_equation(values, seed):
    turn = Rotation.random(random_state=seed).as_matrix()
    matrix = turn @ np.diag(values) @ turn.T
    axes = geometry.ellipsoids([matrix.tolist()])
    semi = space.directions(axes) * axes.semi_axis.to_numpy()[:, None]
    surface = space.sphere() @ semi
    assert np.einsum("...i,ij,...j", surface, matrix, surface) == pytest.approx(np.ones(surface.shape[:2]))
    assert semi @ semi.T == pytest.approx(np.diag(axes.semi_axis**2), abs=1e-9)


def test_a_matrix_without_ellipsoid_is_refused():
    with pytest.raises(BadInput, match="no ellipsoid"):
        geometry.ellipsoids([[[1.0, 2.0], [2.0, 1.0]]])


def test_deviation_is_a_difference_of_inner_products(clouds):
    points = geometry.deviation(clouds, [3.0, 4.0])
    sample, mean = (points[points.role == role].iloc[0] for role in ("sample", "mean"))
    foot = np.array([mean.foot_x, mean.foot_y])
    u1 = foot / np.linalg.norm(foot)
    assert [mean.x, mean.y] == [3.0, 4.0]
    difference = np.array([sample.x - mean.x, sample.y - mean.y])
    assert sample.coordinate - mean.coordinate == pytest.approx(u1 @ difference)
    assert u1 @ (np.array([sample.x, sample.y]) - [sample.foot_x, sample.foot_y]) == pytest.approx(0, abs=1e-9)


@given(st.tuples(*[st.floats(-5, 5)] * 3))
def test_rotation_keeps_the_point(point):
    table = geometry.rotation(V, list(point))
    for _, part in table.groupby("basis"):
        assert part.coordinate.to_numpy() @ space.directions(part) == pytest.approx(point, abs=1e-9)


def test_mapped_sphere_shares_the_eigenvectors_of_v():
    table, matrix = geometry.mapped_sphere(V, 50), np.array(V, dtype=float)
    for direction, value in zip(space.directions(table), table.eigenvalue, strict=True):
        assert matrix @ direction == pytest.approx(50 * value * direction)


def test_the_mapping_of_unit_vectors_is_bounded_by_the_eigenvalues():
    table = geometry.mapping(V, 50).set_index("matrix")
    values = np.linalg.eigvalsh(np.array(V, dtype=float))
    for name, divisor in (("V", 1), ("V/50", 50)):
        assert table.least_stretch[name] == pytest.approx(values[0] / divisor, rel=1e-2)
        assert table.largest_stretch[name] == pytest.approx(values[-1] / divisor, rel=1e-4)
        # Between the eigenvectors of the largest and the smallest eigenvalue; Kantorovich's inequality.
        cosine = 2 * np.sqrt(values[0] * values[-1]) / (values[0] + values[-1])
        assert table.largest_turn_deg[name] == pytest.approx(np.degrees(np.arccos(cosine)), rel=1e-2)
    assert table.does.to_dict() == {"V": "turns lengthens", "V/50": "turns lengthens shortens"}


def test_projection_lines_are_drawn_at_right_angles(clouds, fits):
    figure = draw_projections.in_plane(compute_clouds.projections(clouds), fits)
    left = figure.axes[0]
    assert left.get_aspect() == 1
    basis = space.directions(fits[fits.cloud == "sparse"])
    drawn = [c.get_segments() for c in left.collections if isinstance(c, LineCollection)]
    assert [len(lines) for lines in drawn] == [16, 16]
    for k, lines in enumerate(drawn):
        for start, end in lines:
            assert (end - start) @ basis[k] == pytest.approx(0, abs=1e-9)


def test_fitted_outline_is_the_95_percent_ellipse(clouds, fits):
    ax = draw_clouds.fitted(clouds, fits, 0.95).axes[0]
    curve = np.column_stack(ax.lines[0].get_data())
    table = clouds.loc[clouds.cloud == "ellipse", ["x", "y"]].to_numpy()
    centred = curve - table.mean(axis=0)
    distance = np.einsum("ni,ij,nj->n", centred, np.linalg.inv(np.cov(table.T, bias=True)), centred)
    assert distance == pytest.approx(np.full(len(distance), -2 * np.log(0.05)))  # χ² with two degrees of freedom


def test_ellipsoid_figure_draws_two_points_and_a_curve():
    axes = geometry.ellipsoids([[[0.25]], ELLIPSE, ELLIPSOID])
    line, plane, _ = draw.ellipsoids(axes).axes
    assert line.lines[1].get_xdata() == pytest.approx([-2, 2])
    curve = np.column_stack(plane.lines[0].get_data())
    assert np.einsum("ni,ij,nj->n", curve, np.array(ELLIPSE), curve) == pytest.approx(np.ones(len(curve)))


def test_every_figure_has_alt_text_and_stays_readable(clouds, fits):
    projections = compute_clouds.projections(clouds)
    figures = [
        taxonomy.tree(),
        draw_clouds.raw_dots(clouds),
        draw_clouds.fitted(clouds, fits, 0.95),
        draw_projections.in_space(projections, fits),
        draw_projections.deviation(geometry.deviation(clouds, [3.0, 4.0])),
        draw.rotation(geometry.rotation(V, [2.2, 0.2, 2.0])),
        draw.mapped_sphere(geometry.mapped_sphere(V, 50)),
    ]
    for figure in figures:
        assert figure.get_label().endswith(".")
        assert figure.get_figwidth() == style.WIDE_INCHES
        assert not problems(figure)
    axes = geometry.ellipsoids([[[0.25]], ELLIPSE, ELLIPSOID])
    assert not problems(draw.ellipsoids(axes)) + problems(draw_projections.in_plane(projections, fits))


def test_tree_names_every_branch():
    texts = {text.get_text() for text in taxonomy.tree().axes[0].texts}
    names = {"generalised KL transform", "KL transform", "PCA", "subspace method", "LDA"}
    assert names | {"maximum variance", "minimum error"} <= texts
