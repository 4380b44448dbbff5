"""PCA from scratch: against NumPy and scikit-learn, closed forms, invariants, and the exact sums of pixels."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

import naive
from methods.pca import moments
from methods.pca.fit import covariance, eigen, fit, fix_signs
from recomputed.errors import BadInput


def cloud(seed=0, samples=60, size=5):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(samples, size)) @ rng.normal(size=(size, size)) + rng.normal(size=size) * 10


def pixels(seed=0, samples=300, size=12):
    """Bytes with seldom inked, often inked, full and empty columns."""
    rng = np.random.default_rng(seed)
    shares = np.linspace(0, 1, size)
    return (rng.integers(1, 256, (samples, size)) * (rng.random((samples, size)) < shares)).astype(np.uint8)


def test_two_points_on_a_line():
    pca = fit(np.array([[0.0, 0.0], [3.0, 4.0]]))
    np.testing.assert_allclose(pca.mean, [1.5, 2.0])
    np.testing.assert_allclose(pca.variances, [6.25, 0.0], atol=1e-15)
    np.testing.assert_allclose(pca.axes[:, 0], [0.6, 0.8])
    np.testing.assert_allclose(pca.ratios, [1.0, 0.0], atol=1e-15)


def test_divisor():
    samples = cloud(samples=7)
    for ddof in (0, 1):
        np.testing.assert_allclose(covariance(samples, ddof=ddof)[1], np.cov(samples.T, ddof=ddof), rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float16, np.longdouble, ">f8", ">i4", np.float32, bool])
def test_any_real_numbers_are_taken(dtype):
    samples = (cloud() * 4).astype(dtype)
    np.testing.assert_allclose(fit(samples).variances, fit(samples.astype(float)).variances, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("make", [cloud, pixels])
def test_agrees_with_the_definition(make):
    for centred in (True, False):
        mean, matrix = covariance(make(), centred=centred)
        naive_mean, naive_matrix = naive.covariance(make(), centred)
        np.testing.assert_allclose(mean, naive_mean, rtol=1e-13, atol=1e-13)
        np.testing.assert_allclose(matrix, naive_matrix, rtol=1e-11, atol=1e-11)


def test_agrees_with_scikit_learn():
    samples = cloud(samples=200, size=8)
    ours, theirs = fit(samples, ddof=1), PCA(svd_solver="full").fit(samples)
    np.testing.assert_allclose(ours.variances, theirs.explained_variance_, rtol=1e-9)
    np.testing.assert_allclose(ours.ratios, theirs.explained_variance_ratio_, rtol=1e-9)
    np.testing.assert_allclose(np.abs(np.sum(ours.axes * theirs.components_.T, axis=0)), 1, rtol=1e-9)
    np.testing.assert_allclose(np.abs(ours.transform(samples)), np.abs(theirs.transform(samples)), atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40), st.integers(1, 9))
def test_invariants(seed, samples, size):
    table = cloud(seed, samples, size)
    pca = fit(table)
    scale = max(pca.variances.sum(), 1e-9)
    np.testing.assert_allclose(pca.axes.T @ pca.axes, np.eye(size), atol=1e-12)
    assert (np.diff(pca.variances) <= 0).all()
    assert (pca.variances >= 0).all()
    np.testing.assert_allclose(pca.variances.sum(), table.var(axis=0).sum(), rtol=1e-9)
    np.testing.assert_allclose(
        pca.transform(table).T @ pca.transform(table) / samples / scale, np.diag(pca.variances) / scale, atol=1e-10
    )
    np.testing.assert_allclose(pca.reconstruct(pca.transform(table)), table, atol=1e-9)
    assert (pca.axes[np.abs(pca.axes).argmax(axis=0), np.arange(size)] > 0).all()


def test_mean_squared_error_is_what_the_left_out_axes_hold():
    table = cloud(samples=100, size=6)
    for centred in (True, False):
        pca = fit(table, centred=centred)
        error = pca.reconstruct(pca.transform(table, 2)) - table
        np.testing.assert_allclose(np.mean(np.sum(error**2, axis=1)), pca.variances[2:].sum(), rtol=1e-9)


def test_without_centring_the_first_axis_follows_a_distant_mean():
    table = cloud() + 1000.0
    pca = fit(table, centred=False)
    assert not pca.mean.any()
    mean = table.mean(axis=0)
    assert pca.axes[:, 0] @ mean / np.linalg.norm(mean) > 0.9999


def test_sums_of_pixels_are_exact_in_any_number_type_and_any_block(monkeypatch):
    table = pixels(samples=500)
    wide = table.astype(np.int64)
    monkeypatch.setattr(moments, "SCAN_ROWS", 64)
    for share in (0.0, 0.07, 1.0):  # all columns by BLAS, both ways, all by their inked pixels
        monkeypatch.setattr(moments, "RARE_SHARE", share)
        for kind in (np.uint8, np.int64, np.float32, np.float64):
            mean, scatter = moments.mean_and_scatter(table.astype(kind), centred=False)
            assert not mean.any()
            np.testing.assert_array_equal(scatter, wide.T @ wide)


@pytest.mark.parametrize("kind", [np.uint8, np.float64])
def test_memory_does_not_grow_with_the_number_of_samples(kind, monkeypatch):
    # Two threads hold a block each only while they run at the same time, which a busy machine decides.
    monkeypatch.setattr(moments, "get_num_threads", lambda: 1)

    def peak(samples):
        tracemalloc.start()
        covariance(samples)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    table = pixels(samples=4 * moments.SCAN_ROWS).astype(kind) + kind(0.5)
    covariance(table)  # compiles
    assert peak(table) < 1.1 * peak(table[: 2 * moments.SCAN_ROWS])


def test_white_images_do_not_round_in_single_precision():
    white = np.full((5000, 3), 255, np.uint8)
    np.testing.assert_array_equal(moments.mean_and_scatter(white)[1], 0.0)
    np.testing.assert_array_equal(moments.mean_and_scatter(white, False)[1], 5000 * 255.0**2)


@pytest.mark.parametrize("value", [0.5, -1.0, 256.0, 1e300])
def test_numbers_that_are_no_pixels_take_the_other_way(value):
    table = pixels().astype(np.float64)
    table[-1, 3] = value
    assert moments._byte_totals(table) is None
    if value < 1e9:
        np.testing.assert_allclose(covariance(table)[1], np.cov(table.T, ddof=0), rtol=1e-11, atol=1e-9)


def test_a_small_variance_far_from_the_origin_keeps_its_digits():
    samples = 1e6 + np.random.default_rng(3).normal(size=(1000, 2)) * 1e-3
    np.testing.assert_allclose(covariance(samples)[1], np.cov(samples.T, ddof=0), rtol=1e-9)


def test_never_inked_pixels_are_null_directions():
    table = pixels()
    table[:, [2, 7]] = 0
    pca = fit(table)
    zero = np.flatnonzero(pca.variances == 0)
    assert len(zero) >= 2
    assert np.isin(np.eye(12)[[0, 2, 7]], pca.axes.T).all()
    np.testing.assert_allclose(pca.axes.T @ pca.axes, np.eye(12), atol=1e-12)


def test_a_negative_eigenvalue_stays_in_order_among_left_out_rows():
    values, axes = eigen(np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 2.0], [0.0, 2.0, 0.0]]))
    np.testing.assert_allclose(values, [2.0, 0.0, -2.0])
    np.testing.assert_allclose(axes[:, 1], [1.0, 0.0, 0.0])


def test_sign_convention():
    np.testing.assert_array_equal(fix_signs(np.array([[0.6, -0.8], [-0.8, -0.6]])), [[-0.6, 0.8], [0.8, 0.6]])
    np.testing.assert_array_equal(fix_signs(np.array([[-0.5], [0.5]])), [[0.5], [-0.5]])


def test_dimension_reaching():
    pca = fit(np.diag([4.0, 2.0, 1.0]) * [[1], [1], [1]])
    assert pca.dimension_reaching(1e-9) == 1
    assert pca.dimension_reaching(pca.cumulative[0]) == 1
    assert pca.dimension_reaching(1.0) <= 3


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (np.zeros(3), "shape"),
        (np.zeros((3, 0)), "shape"),
        (np.zeros((0, 3)), "too few"),
        (np.array([["a", "b"]]), "real numbers"),
        (np.array([[1j, 0]]), "real numbers"),
        (np.array([[1.0, np.nan], [0, 0]]), "not finite"),
        (np.array([[1.0, np.inf], [0, 0]]), "not finite"),
    ],
)
def test_bad_samples_are_refused_in_one_line(samples, words):
    with pytest.raises(BadInput, match=words) as caught:
        fit(samples)
    assert "\n" not in str(caught.value)


def test_one_sample_has_no_covariance_with_divisor_n_minus_1():
    with pytest.raises(BadInput, match="more than 1"):
        fit(np.ones((1, 2)), ddof=1)


def test_no_ratios_without_variance():
    with pytest.raises(BadInput, match="variance"):
        _ = fit(np.ones((4, 2))).ratios
