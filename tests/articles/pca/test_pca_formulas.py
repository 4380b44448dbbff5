"""Formulas and statements about PCA: what must hold holds, what must fail fails, checked by other means."""

import numpy as np
import pytest
from contrast import problems
from scipy.linalg import subspace_angles

from articles.pca.compute import expansions, formulas
from articles.pca.compute import facts as compute_facts
from articles.pca.compute.optimise import largest_variance, smallest_error_axes
from articles.pca.draw.expansions import centring
from methods.pca.fit import fit

MEANS = ["58.1", "61.8", "67.3"]
V = [["60.45", "33.63", "46.29"], ["33.63", "68.49", "50.93"], ["46.29", "50.93", "53.61"]]
VECTORS = [["0.540", "0.602", "0.589"], ["0.736", "-0.677", "0.0174"], ["-0.408", "-0.423", "0.809"]]
SERIES = ["curse of dimensionality", "linear algebra", "PCA"]


@pytest.fixture(scope="module")
def table():
    return formulas.formulas(seed=1, trials=5, dimensions=[2, 3, 5], samples=100, matrix=V, divisor=50)


@pytest.fixture(scope="module")
def facts():
    found = compute_facts.facts(1, 5, [2, 3, 5], 100, VECTORS, SERIES, "PCA")
    return found.set_index(["fact", "form"]).found


def test_every_edit_mends_a_formula_that_fails(table):
    edited = set(table[table.form == "edited"].formula)
    assert len(edited) == 5
    for formula in edited:
        rows = table[table.formula == formula].set_index("form").max_relative_error
        assert rows["edited"] < 1e-12
        assert rows.drop("edited").min() > 0.5


def test_formulas_without_an_edit_hold(table):
    sound = table[~table.formula.isin(table[table.form == "edited"].formula)]
    assert (sound.max_relative_error < 1e-6).all()
    assert {"random", "printed V"} == set(sound.inputs)


def test_the_table_follows_the_seed():
    once, again, other = (formulas.formulas(seed, 2, [2, 3], 100, V, 50) for seed in (7, 7, 8))
    assert once.equals(again)
    assert not once.equals(other)


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


def test_facts(facts):
    assert facts.to_dict() == {
        ("domain of x in (x, Ax), D > 1", "printed"): "R^D",
        ("unit vectors orthogonal to u1 in 2-D", "printed"): "2",
        ("unit vectors orthogonal to u1 in 2-D", "loosened"): "1",
        ("dimensions spanned by the triple", "printed"): "2",
        ("dimensions spanned by the triple", "edited"): "3",
        ("no variance between λ2 and λ1", "printed"): "no",
        ("no variance between λ2 and λ1", "loosened"): "yes",
        ("determinant of U", "printed"): "-1",
        ("determinant of U", "loosened"): "1",
        ("place in the series", "printed"): "3",
    }


def test_a_rotation_would_be_found():
    right_handed = [
        VECTORS[0],
        VECTORS[1],
        [text.removeprefix("-") if "-" in text else f"-{text}" for text in VECTORS[2]],
    ]
    found = compute_facts.facts(1, 1, [3], 100, right_handed, SERIES, "PCA").set_index(["fact", "form"]).found
    assert found["determinant of U", "printed"] == "1"


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
