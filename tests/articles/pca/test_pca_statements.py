"""Statements about PCA: what must hold holds, what must fail fails, checked by other means."""

import numpy as np
import pytest
from scipy.linalg import eigh, subspace_angles

from articles.pca.compute import expansions, outlines, properties, property_trials
from articles.pca.compute import facts as compute_facts
from articles.pca.compute.optimise import (
    axes_one_by_one,
    largest_ratio,
    largest_variance,
    smallest_error_axes,
)
from articles.pca.compute.random_clouds import Cloud
from articles.pca.draw.expansions import centring
from figure_checks.figures import problems
from methods.pca.fit import fit

MEANS = ["58.1", "61.8", "67.3"]
V = [["60.45", "33.63", "46.29"], ["33.63", "68.49", "50.93"], ["46.29", "50.93", "53.61"]]
VECTORS = [["0.540", "0.602", "0.589"], ["0.736", "-0.677", "0.0174"], ["-0.408", "-0.423", "0.809"]]
ELLIPSE, ELLIPSOID = [[4.0, 1.8], [1.8, 2.0]], [[3.83, 2.41, 0.1], [2.41, 2.64, 0.62], [0.1, 0.62, 0.65]]
WRONG = "mean of variances along u = uᵀSu", "printed"  # the one property that fails as printed


def statements(vectors=VECTORS, multipliers=(1.0,)):
    return compute_facts.tables(1, 5, [2, 3, 5], 100, vectors, list(multipliers))


@pytest.fixture(scope="module")
def table():
    return properties.properties(seed=1, trials=5, dimensions=[2, 3, 5], samples=100, matrix=V, divisor=50)


@pytest.fixture(scope="module")
def facts():
    return statements()["facts"].set_index(["fact", "form"]).found


def test_all_properties_hold_but_the_one_that_an_edit_corrects(table):
    errors = table.groupby(["property", "form"]).max_relative_error.max()
    assert errors[WRONG] > 0.5
    assert errors.drop(WRONG).max() < 1e-5
    assert errors[WRONG[0], "edited"] < 1e-12
    assert {"random", "printed V"} == set(table.inputs)


def test_the_table_follows_the_seed():
    once, again, other = (properties.properties(seed, 2, [2, 3], 100, V, 50) for seed in (7, 7, 8))
    assert once.equals(again)
    assert not once.equals(other)


def test_a_fit_without_centring_would_be_noticed(monkeypatch):
    monkeypatch.setattr(property_trials, "fit", lambda samples: fit(samples, centred=False))
    table = properties.properties(1, 2, [2, 3], 100, V, 50).set_index("property").max_relative_error
    assert table["the mean of the new coordinates is 0"] > 0.1


def test_axes_in_another_order_would_be_noticed():
    cloud = Cloud(np.random.default_rng(2), 100, 3)
    found, truth = property_trials.one_by_one(np.random.default_rng(3), cloud)
    assert np.abs(found - truth).max() < 1e-6
    cloud.axes = cloud.axes[:, ::-1]
    found, truth = property_trials.one_by_one(np.random.default_rng(3), cloud)
    assert np.abs(found - truth).max() > 0.1


def test_largest_variance_is_the_top_eigenvector():
    rng = np.random.default_rng(4)
    for size in (2, 3, 6):
        root = rng.normal(size=(size, size))
        u = largest_variance(rng, root @ root.T)
        assert abs(u @ np.linalg.eigh(root @ root.T)[1][:, -1]) == pytest.approx(1, abs=1e-9)


def test_smallest_error_is_the_truncated_svd():
    rng = np.random.default_rng(5)
    samples = rng.normal(size=(80, 6)) * 0.5 ** np.arange(6)
    samples -= samples.mean(axis=0)
    axes = smallest_error_axes(rng, samples, 2)
    assert np.max(subspace_angles(axes, np.linalg.svd(samples)[2][:2].T)) < 1e-8


def test_largest_ratio_is_the_first_generalised_eigenvector():
    rng = np.random.default_rng(6)
    root, other = rng.normal(size=(2, 4, 4))
    top, bottom = root @ root.T, other @ other.T + np.eye(4)
    u, truth = largest_ratio(rng, top, bottom), eigh(top, bottom)[1][:, -1]
    assert abs(u @ truth) / np.linalg.norm(truth) == pytest.approx(1, abs=1e-9)


def test_axes_one_by_one_are_orthonormal_and_ordered():
    rng = np.random.default_rng(7)
    root = rng.normal(size=(5, 5))
    axes = axes_one_by_one(rng, root @ root.T)
    assert axes.T @ axes == pytest.approx(np.eye(5), abs=1e-12)
    along = np.einsum("di,de,ei->i", axes, root @ root.T, axes)
    np.testing.assert_allclose(along, np.linalg.eigvalsh(root @ root.T)[::-1], rtol=1e-6)


def test_facts(facts):
    assert facts.to_dict() == {
        ("unit vectors orthogonal to u1 in 2-D", "printed"): "2",
        ("unit vectors orthogonal to u1 in 2-D", "conditional"): "1",
        ("dimensions of samples on the plane of u1 and u2", "printed"): "2",
        ("λ2 is the largest at right angles to u1", "printed"): "yes",
        ("determinant of U", "printed"): "-1",
        ("determinant of U", "edited"): "1",
        ("motion that Uᵀx makes of x", "printed"): "the reverse of U",
    }


def test_a_rotation_would_be_found():
    right_handed = [
        VECTORS[0],
        VECTORS[1],
        [text.removeprefix("-") if "-" in text else f"-{text}" for text in VECTORS[2]],
    ]
    found = statements(right_handed)["facts"].set_index(["fact", "form"]).found
    assert found["determinant of U", "printed"] == "1"


def test_a_symmetric_rotation_is_its_own_reverse():
    half_turn = [["-1", "0", "0"], ["0", "-1", "0"], ["0", "0", "1"]]
    found = statements(half_turn)["facts"].set_index(["fact", "form"]).found
    assert found["motion that Uᵀx makes of x", "printed"] == "U or the reverse of U"


def test_u1_maximises_the_lagrangian_for_one_multiplier_only():
    """With S - λI the largest value is at 0 or at infinity, unless λ is the largest eigenvalue."""
    table = statements(multipliers=[0.5, 1.0, 2.0])["lagrangian"].set_index("multiplier_over_lambda1")
    assert table.gain_over_lambda1[2.0] == pytest.approx(1)  # at 0: 2 λ1 against λ1
    assert table.gain_over_lambda1[1.0] == pytest.approx(0, abs=1e-9)  # every multiple of u1 reaches the same
    assert table.gain_over_lambda1[0.5] == pytest.approx(0.5 * 100**2 - 0.5)  # at 100 u1


def test_every_outline_finds_an_ellipsoid_that_is_there():
    """Of samples on an ellipsoid; opposite tips of its axes have it as their smallest outline."""
    rng = np.random.default_rng(8)
    turn, semi = np.linalg.qr(rng.normal(size=(3, 3)))[0], np.array([3.0, 2.0, 0.5])
    exact = turn @ np.diag(semi**2) @ turn.T
    half = rng.normal(size=(40, 3))
    half *= semi / np.linalg.norm(half, axis=1, keepdims=True)
    surface = np.vstack([half, -half]) @ turn.T
    tips = np.vstack([np.diag(semi), -np.diag(semi)]) @ turn.T
    np.testing.assert_allclose(outlines._surface(surface), exact, atol=1e-9)
    np.testing.assert_allclose(outlines._smallest(tips) * 3, exact, atol=2e-2)
    np.testing.assert_allclose(outlines._likelihood(surface), np.cov(surface.T, bias=True), atol=1e-6)
    assert outlines._angle_deg(exact, turn[:, 0]) < 1e-6


def test_only_the_likelihood_gives_the_axes_of_pca():
    table = outlines.outlines(ELLIPSE, ELLIPSOID, 60, 2, seed=1).set_index("fit").largest_angle_deg
    assert table["likelihood"] < 1e-5
    assert table.drop("likelihood").min() > 0.1


def test_expansions_are_those_of_samples_with_these_moments():
    mean, v = np.array(MEANS, float), np.array(V, float)
    samples = np.vstack([np.sqrt(3) * side for side in (np.linalg.cholesky(v).T, -np.linalg.cholesky(v).T)]) + mean
    table = expansions.expansions(MEANS, V)
    for about, centred in (("mean", True), ("origin", False)):
        pca, rows = fit(samples, centred=centred), table[table.about == about]
        np.testing.assert_allclose(rows.mean_square, pca.variances, rtol=1e-9)
        for count, error in zip((1, 2, 3), rows.error_square, strict=True):
            lost = pca.reconstruct(pca.transform(samples, count)) - samples
            np.testing.assert_allclose(np.mean(np.sum(lost**2, axis=1)), error, atol=1e-9)
    assert (table.query("about == 'mean'").angle_to_centred_deg < 1e-5).all()


def test_centring_figure_shows_the_table():
    table = expansions.expansions(MEANS, V)
    fig = centring(table)
    heights = [bar.get_height() for bar in fig.axes[0].patches]
    np.testing.assert_allclose(heights, table.share_percent)
    assert f"{table.share_percent[3]:.1f} %" in fig.get_label()
    assert not problems(fig)
