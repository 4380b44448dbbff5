"""PCA, neighbours, nets of dense layers and Adam at the edges of what they take: right, or one clear line."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from edges import LAYOUTS, NOT_FINITE, REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one
from methods import feedforward
from methods.neighbours.search import Neighbours, merge, nearest
from methods.neighbours.votes import VOTE_TIES, average, classify
from methods.optimisers import adam
from methods.pca.fit import covariance, eigen, fit, fix_signs
from methods.pca.moments import mean_and_scatter

TABLE = np.array([[3, 1, 2, 0], [0, 1, 5, 1], [1, 0, 4, 7], [2, 2, 0, 1], [6, 0, 1, 1]])
MATRIX = np.cov(TABLE.T)


@pytest.mark.parametrize("dtype", WHOLE + REAL)
def test_pca_of_any_type_is_scikit_learns(dtype):
    samples = TABLE.astype(dtype)
    ours = fit(samples, ddof=1)
    theirs = PCA(svd_solver="full").fit(samples.astype(float))
    np.testing.assert_allclose(ours.variances, theirs.explained_variance_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.mean, theirs.mean_)
    np.testing.assert_allclose(ours.reconstruct(ours.transform(samples)), samples.astype(float), atol=1e-9)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pca_does_not_depend_on_the_layout(layout):
    for samples in (TABLE.astype(np.uint8), TABLE + 0.5):
        found, expected = fit(laid_out(samples, layout)), fit(samples)
        np.testing.assert_array_equal(found.variances, expected.variances)
        np.testing.assert_array_equal(found.transform(laid_out(samples, layout)), expected.transform(samples))
    np.testing.assert_array_equal(eigen(laid_out(MATRIX, layout))[1], eigen(MATRIX)[1])


@settings(max_examples=60)
@given(st.floats(-1e9, 1e9), st.integers(1, 40), st.sampled_from([np.float64, np.float32, np.int64]))
def test_constant_features_have_no_variance(value, count, dtype):
    samples = np.full((count, 3), value).astype(dtype)
    mean, matrix = covariance(samples)
    np.testing.assert_array_equal(mean, samples[0])
    assert not matrix.any()
    refused(lambda: fit(samples).ratios, "no contribution ratios")
    mixed = samples.astype(float)
    mixed[:, 1] = np.arange(count)
    if count > 1:
        pca = fit(mixed)
        np.testing.assert_array_equal(pca.ratios, [1, 0, 0])
        np.testing.assert_array_equal(pca.axes[:, 0], [0, 1, 0])
        assert pca.dimension_reaching(1.0) == 1
    np.testing.assert_array_equal(mean_and_scatter(samples)[1], 0)


@pytest.mark.parametrize("scale", [1e-120, 1e-9, 1e9, 1e120])
def test_axes_do_not_depend_on_the_unit(scale):
    samples = TABLE + 0.5
    np.testing.assert_allclose(fit(samples * scale).ratios, fit(samples).ratios, rtol=1e-9)
    np.testing.assert_allclose(np.abs(fit(samples * scale).axes), np.abs(fit(samples).axes), atol=1e-9)


def test_pca_of_numbers_that_cannot_be_squared_is_refused():
    refused(lambda: fit(TABLE * 1e200), "not finite")
    refused(lambda: fit(TABLE * 1e-200).ratios, "total variance above")
    for value in NOT_FINITE:
        refused(lambda value=value: fit(with_one(TABLE, value)), "not finite")
        refused(lambda value=value: fix_signs(with_one(MATRIX, value)))
        refused(lambda value=value: eigen(with_one(MATRIX, value)))
    assert fit(TABLE[:1]).variances.tolist() == [0] * 4


def test_pca_refuses_what_it_cannot_use():
    pca = fit(TABLE)
    refuses_no_numbers(fit, TABLE)
    refuses_no_numbers(eigen, MATRIX)
    refuses_no_numbers(fix_signs, MATRIX)
    refuses_no_numbers(pca.transform, TABLE)
    refuses_no_numbers(pca.reconstruct, TABLE)
    for ddof in (-1, 0.5, None):
        refused(lambda ddof=ddof: fit(TABLE, ddof=ddof), "ddof")
    for matrix in (MATRIX[:3], np.zeros((0, 0)), np.zeros(3), np.triu(MATRIX)):
        refused(lambda matrix=matrix: eigen(matrix))
    for samples in (TABLE[:, :1], TABLE[0], TABLE[None]):
        refused(lambda samples=samples: pca.transform(samples), "wrong shape")
    for count in (-1, 5, 1.0):
        refused(lambda count=count: pca.transform(TABLE, count), "count")
    refused(lambda: pca.reconstruct(np.zeros((2, 5))), "columns of scores")
    for share in (-0.1, 1.1, np.nan):
        refused(lambda share=share: pca.dimension_reaching(share), "share out of range")
    assert pca.transform(TABLE[:0]).shape == (0, 4)
    assert fix_signs(np.zeros((0, 3))).shape == (0, 3)
    assert fix_signs(np.array([[-128], [127]], np.int8)).tolist() == [[128], [-127]]


@settings(max_examples=40)
@given(st.data(), st.sampled_from(WHOLE + REAL), st.sampled_from(WHOLE + REAL), layouts)
def test_neighbours_of_any_two_types_are_scikit_learns(data, one, other, layout):
    samples, queries = TABLE.astype(one), TABLE[::-1][:3].astype(other)
    k = data.draw(st.integers(1, len(samples)))
    found = nearest(laid_out(samples, layout), laid_out(queries, layout), k)
    theirs = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(samples.astype(float))
    distances, _ = theirs.kneighbors(queries.astype(float))
    np.testing.assert_allclose(np.sqrt(found.distances), distances, atol=1e-6)
    own = np.arange(3, dtype=np.uint8)
    assert not (nearest(samples, samples[:3], k if k < 5 else 4, own=own).indices == own[:, None]).any()


@pytest.mark.parametrize("scale", [1e-130, 1e-9, 1e150])
def test_neighbours_do_not_depend_on_the_unit(scale):
    samples = TABLE + np.array([0.5, 0.25, 0.125, 0.0625])
    expected = nearest(samples, samples, 5).indices
    np.testing.assert_array_equal(nearest(samples * scale, samples * scale, 5).indices, expected)


def test_neighbours_refuse_what_they_cannot_measure():
    refuses_no_numbers(lambda table: nearest(table, TABLE, 1), TABLE)
    refuses_no_numbers(lambda table: nearest(TABLE, table, 1), TABLE)
    for value in NOT_FINITE:
        refused(lambda value=value: nearest(with_one(TABLE, value), TABLE, 1), "missing values")
    refused(lambda: nearest(TABLE * 1e-200, TABLE * 1e-200, 1), "numbers too small to square")
    refused(lambda: nearest(TABLE * 1e160, TABLE, 1), "numbers too large to square")
    refused(lambda: nearest(TABLE * 2**40, TABLE, 1), "integers too large")
    for count in (0, 6, 1.0, True, None):
        refused(lambda count=count: nearest(TABLE, TABLE, count), "K out of range")
    for own in ([5] * 5, [-2] * 5, [0.0] * 5, [0]):
        refused(lambda own=own: nearest(TABLE, TABLE, 1, own=own), "own")
    for block in (0, -1, 0.5):
        refused(lambda block=block: nearest(TABLE, TABLE, 1, block=block), "block")
    assert nearest(np.zeros((4, 2)), np.zeros((1, 2)), 3).indices.tolist() == [[0, 1, 2]]
    assert nearest(TABLE, TABLE[:0], 2).indices.shape == (0, 2)


def test_parts_are_merged_whatever_the_type_of_the_indices():
    one, other = nearest(TABLE[:3], TABLE, 2), nearest(TABLE[3:], TABLE, 2)
    other = other._replace(indices=other.indices + 3)
    for dtype in (np.int64, np.uint32):
        parts = [part._replace(indices=part.indices.astype(dtype)) for part in (one, other)]
        for ties in ("lowest", "highest"):
            np.testing.assert_array_equal(merge(*parts, 2, ties).indices, merge(one, other, 2, ties).indices)
    np.testing.assert_array_equal(merge(one, other, 2).indices, nearest(TABLE, TABLE, 2).indices)
    refused(lambda: merge(one, Neighbours(other.distances[:2], other.indices[:2]), 1))
    refused(lambda: merge(one, Neighbours(other.distances, other.indices - 9), 1), "integers from 0")
    refused(lambda: merge(one, Neighbours(other.distances * np.nan, other.indices), 1), "not finite")


LABELS = np.array([[2, 0, 0, 1], [1, 1, 2, 2]])


@given(st.sampled_from(WHOLE[1:]), layouts, st.sampled_from(VOTE_TIES))
def test_votes_do_not_depend_on_the_type_of_the_labels(dtype, layout, ties):
    expected = classify(LABELS, 3, ties)
    for found, other in zip(classify(laid_out(LABELS.astype(dtype), layout), 3, ties), expected, strict=True):
        np.testing.assert_array_equal(found, other)


@given(st.sampled_from([127, 128, 255, 256, 32767, 32768, 65535, 70000]), st.booleans())
def test_labels_of_many_classes_do_not_overflow(label, unsigned):
    labels = np.full((2, 3), label, np.uint64 if unsigned else np.int64)
    assert (classify(labels, label + 1, "nearest")[0] == label).all()
    refused(lambda: classify(labels, label, "nearest"), f"integers from 0 to {label - 1}")


def test_votes_refuse_labels_that_are_no_classes():
    refuses_no_numbers(lambda table: classify(table, 3, "nearest"), LABELS)
    for labels in (LABELS - 1, LABELS * 1.0, LABELS > 1, LABELS[0], np.array([[2**64 - 1]], np.uint64)):
        refused(lambda labels=labels: classify(labels, 3, "nearest"), "labels are not classes|not integers")
    for classes in (0, 3.0, None):
        refused(lambda classes=classes: classify(LABELS, classes, "nearest"), "votes: classes")
    assert classify(LABELS[:0], 3, "nearest")[0].shape == (0, 4)


@given(st.sampled_from(WHOLE + REAL), layouts)
def test_averages_of_any_type_are_numpys(dtype, layout):
    values = np.array([[100, 100, 120], [1, 0, 0]]).astype(dtype)
    expected = [[row[: k + 1].mean() for k in range(3)] for row in values.astype(float)]
    np.testing.assert_allclose(average(laid_out(values, layout)), expected)
    refused(lambda: average(np.array([[1.0, np.nan]])), "not finite")
    refused(lambda: average(np.ones(3)), "wrong shape")
    assert average(np.ones((0, 3))).shape == (0, 3)


KINDS = ["tanh", "ReLU", "sigmoid", "identity"]


def net(dtype):
    rng = np.random.default_rng(1)
    layers = [(rng.integers(-2, 3, (n, m)), rng.integers(-2, 3, (1, m))) for n, m in [(4, 3), (3, 3), (3, 2), (2, 1)]]
    return [(w.astype(dtype), b.astype(dtype)) for w, b in layers]


@given(st.sampled_from([np.int8, np.int64, *REAL]), st.sampled_from(WHOLE + REAL), layouts)
def test_nets_of_integers_compute_in_floats(of_net, of_samples, layout):
    x, exact = TABLE.astype(of_samples), net(np.float64)
    outputs = feedforward.forward(net(of_net), KINDS, laid_out(x, layout))
    expected = feedforward.forward(exact, KINDS, x.astype(float))
    np.testing.assert_allclose(outputs[-1], expected[-1], rtol=1e-3 if np.float16 in (of_net, of_samples) else 1e-5)
    errors = feedforward.deltas(net(of_net), KINDS, outputs, np.ones_like(outputs[-1]))
    theirs = feedforward.deltas(exact, KINDS, expected, np.ones_like(expected[-1]))
    for (w, b), (other_w, other_b) in zip(
        feedforward.gradients(outputs, errors), feedforward.gradients(expected, theirs), strict=True
    ):
        np.testing.assert_allclose(w, other_w, rtol=1e-3, atol=1e-5)
        np.testing.assert_allclose(b, other_b, rtol=1e-3, atol=1e-5)


def test_nets_refuse_what_does_not_fit():
    layers = net(float)
    refuses_no_numbers(lambda table: feedforward.forward(layers, KINDS, table), TABLE)
    for x in (TABLE[:, :3], TABLE[0]):
        refused(lambda x=x: feedforward.forward(layers, KINDS, x), "net: x")
    for kinds in ([], KINDS[:3], ["tan", *KINDS[1:]]):
        refused(lambda kinds=kinds: feedforward.forward(layers, kinds, TABLE), "wrong kinds of layers")
    refused(lambda: feedforward.forward(layers[::-1], KINDS, TABLE), "wrong shape")
    refused(lambda: feedforward.forward([(layers[0][0], layers[0][1][0])], ["tanh"], TABLE), "wrong shape")
    outputs = feedforward.forward(layers, KINDS, TABLE)
    refused(lambda: feedforward.deltas(layers, KINDS, outputs, np.ones(1)), "net: top")
    assert feedforward.forward(layers, KINDS, TABLE[:0])[-1].shape == (0, 1)
    assert np.isnan(feedforward.forward(layers, ["identity"] * 4, with_one(TABLE, np.nan))[-1][-1]).all()


@given(st.sampled_from(WHOLE + REAL), layouts)
def test_adam_takes_gradients_of_any_type(dtype, layout):
    gradient = np.array([[100, -100, 0], [1, 2, 3]]).astype(dtype)
    parts, others = [np.zeros((2, 3))], [np.zeros((2, 3))]
    step, other_step = adam(parts), adam(others)
    for _ in range(2):
        step([laid_out(gradient, layout)], 0.1)
        other_step([gradient.astype(float)], 0.1)
    np.testing.assert_array_equal(parts[0], others[0])


def test_adam_refuses_what_it_cannot_train():
    for part in (np.zeros(2, int), laid_out(np.zeros(2), "read-only"), [0.0], np.zeros(2, np.float16)):
        refused(lambda part=part: adam([part]), "cannot be trained")
    step = adam([np.zeros((2, 3))])
    refuses_no_numbers(lambda gradient: step([gradient], 0.1), np.zeros((2, 3)))
    for gradient in (np.zeros(3), np.float64(1), np.zeros((3, 2))):
        refused(lambda gradient=gradient: step([gradient], 0.1), "adam: gradient 0")
    for rate in (-1, np.nan, np.inf, "fast"):
        refused(lambda rate=rate: step([np.zeros((2, 3))], rate), "learning rate")
