"""Neighbours and votes against slow references and scikit-learn; invariants; bad input."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import get_num_threads, set_num_threads
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors

import naive
from datasets.mnist import find
from methods.neighbours.checks import DISTANCE_TIES
from methods.neighbours.search import FLOAT32_NORM, Neighbours, merge, nearest
from methods.neighbours.votes import TIE, VOTE_TIES, average, classify
from recomputed.errors import BadInput
from recomputed.results import store

KINDS = {  # tables whose distances tie often, rarely, need re-measuring in integers, or exceed float32
    "few levels": lambda rng, n, d: rng.integers(3, size=(n, d), dtype=np.uint8),
    "pixels": lambda rng, n, d: rng.integers(256, size=(n, d), dtype=np.uint8),
    "seldom inked pixels": lambda rng, n, d: (rng.integers(256, size=(n, d)) * (rng.random((n, d)) < 0.08)).astype(
        np.uint8
    ),
    "bright pixels": lambda rng, n, d: rng.integers(240, 256, size=(n, 40 * d), dtype=np.uint8),
    "signed": lambda rng, n, d: rng.integers(-100, 100, size=(n, d), dtype=np.int16),
    "wide": lambda rng, n, d: rng.integers(-(10**6), 10**6, size=(n, d)),
    "booleans": lambda rng, n, d: rng.random((n, d)) < 0.5,
    "real": lambda rng, n, d: rng.standard_normal((n, d)),
    "rounded reals": lambda rng, n, d: rng.integers(4, size=(n, d)) / 4,
}


def tables(kind: str, seed: int, samples: int, queries: int, columns: int):
    rng = np.random.default_rng(seed)
    return KINDS[kind](rng, samples, columns), KINDS[kind](rng, queries, columns)


def integers(table):
    return table.astype(int) if table.dtype.kind == "b" else table


def same(one: Neighbours, other: Neighbours) -> bool:
    return np.array_equal(one.distances, other.distances) and np.array_equal(one.indices, other.indices)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data(), st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_neighbours_are_those_of_the_slow_reference(kind, data, seed):
    n, q, d = (data.draw(st.integers(low, high)) for low, high in ((2, 40), (0, 6), (1, 5)))
    samples, queries = tables(kind, seed, n, q, d)
    leave_out = data.draw(st.booleans())
    own = np.random.default_rng(seed).integers(n, size=q) if leave_out else None
    count = data.draw(st.integers(1, n - leave_out))
    found = nearest(samples, queries, count, own=own, block=data.draw(st.integers(1, 50)))
    distances, indices = naive.nearest(integers(samples), integers(queries), count, own)
    assert found.indices.tolist() == indices
    np.testing.assert_allclose(found.distances, np.reshape(distances, (q, count)), rtol=0 if kind != "real" else 1e-12)


@given(st.integers(0, 2**32 - 1), st.sampled_from(["few levels", "real", "rounded reals"]), st.booleans())
@settings(max_examples=25, deadline=None)
def test_of_equally_far_samples_the_highest_index_is_nearer_on_request(seed, kind, leave_out):
    samples, queries = tables(kind, seed, 20, 4, 2)
    own = np.arange(4) if leave_out else None
    found = nearest(samples, queries, 20 - leave_out, own=own, ties="highest")
    exact = ((samples[None].astype(float) - queries[:, None]) ** 2).sum(axis=2)
    for q in range(4):
        ranked = sorted((exact[q, n], -n) for n in range(20) if not leave_out or n != q)
        assert found.indices[q].tolist() == [-n for _, n in ranked]


@pytest.mark.parametrize("kind", KINDS)
def test_blocks_and_threads_change_nothing(kind):
    samples, queries = tables(kind, 5, 700, 90, 6)
    expected, threads = nearest(samples, queries, 30), get_num_threads()
    for block in (1, 37, 64, 5000):
        assert same(nearest(samples, queries, 30, block=block), expected)
    try:
        set_num_threads(1)
        assert same(nearest(samples, queries, 30), expected)
    finally:
        set_num_threads(threads)


def test_the_screen_is_as_wide_as_float32_rounds():
    # Bright pages that differ in few pixels: products differ by less than their rounding, neighbours by much.
    rng = np.random.default_rng(2)
    page = rng.integers(240, 254, 800)
    samples = (page + (rng.random((2000, 800)) < 0.02)).astype(np.uint8)
    wide = samples.astype(np.int64)
    exact = ((wide[None] - wide[:20, None]) ** 2).sum(axis=2)
    order = np.argsort(exact, axis=1, kind="stable")[:, :50]
    found = nearest(samples, samples[:20], 50)
    assert np.array_equal(found.indices, order)
    assert np.array_equal(found.distances, np.take_along_axis(exact, order, 1))


def test_products_beyond_float32_are_measured_again():
    samples, queries = tables("bright pixels", 3, 500, 20, 20)
    norms = (samples.astype(np.int64) ** 2).sum(axis=1)
    assert 2**24 < norms.max() <= FLOAT32_NORM
    exact = ((samples[None].astype(np.int64) - queries[:, None]) ** 2).sum(axis=2)
    order = np.argsort(exact, axis=1, kind="stable")[:, :50]
    found = nearest(samples, queries, 50)
    assert np.array_equal(found.indices, order)
    rounded = queries.astype(np.float32) @ samples.astype(np.float32).T
    assert (rounded.astype(np.int64) != queries.astype(np.int64) @ samples.T.astype(np.int64)).any()


@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(KINDS)), st.sampled_from(DISTANCE_TIES))
@settings(max_examples=40, deadline=None)
def test_merged_halves_are_the_whole(seed, kind, ties):
    samples, queries = tables(kind, seed, 30, 4, 3)
    cut = np.random.default_rng(seed).random(30) < 0.5
    cut[:6], cut[6:12] = True, False
    halves = []
    for half in (np.flatnonzero(cut), np.flatnonzero(~cut)):
        found = nearest(samples[half], queries, 5, ties=ties)
        halves.append(Neighbours(found.distances, half[found.indices]))
    assert same(merge(*halves, 5, ties), nearest(samples, queries, 5, ties=ties))


@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(KINDS)))
@settings(max_examples=30, deadline=None)
def test_permuting_samples_keeps_distances_and_doubling_doubles(seed, kind):
    samples, queries = tables(kind, seed, 20, 4, 3)
    expected = nearest(samples, queries, 20).distances
    order = np.random.default_rng(seed).permutation(20)
    assert np.array_equal(nearest(samples[order], queries, 20).distances, expected)
    doubled = nearest(np.vstack([samples, samples]), queries, 40)
    assert np.array_equal(doubled.distances, np.repeat(expected, 2, axis=1))
    self_found = nearest(samples, samples, 1)
    assert not self_found.distances.any()


def test_neighbours_agree_with_scikit_learn_without_ties():
    samples, queries = tables("real", 8, 400, 50, 7)
    found = nearest(samples, queries, 25)
    distances, indices = NearestNeighbors(n_neighbors=25, algorithm="kd_tree").fit(samples).kneighbors(queries)
    assert np.array_equal(found.indices, indices)
    np.testing.assert_allclose(np.sqrt(found.distances), distances, rtol=1e-12)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.sampled_from(VOTE_TIES))
@settings(deadline=None)
def test_votes_are_those_of_the_slow_reference(labels, ties):
    predicted, tied = classify(np.array([labels]), 4, ties)
    for k in range(1, len(labels) + 1):
        winner = naive.majority(labels[:k], ties)
        assert predicted[0, k - 1] == (TIE if winner is None else winner)
        assert tied[0, k - 1] == (naive.majority(labels[:k], "reported") is None)


def test_predictions_are_those_of_scikit_learn():
    samples, queries = tables("real", 9, 300, 80, 4)
    rng = np.random.default_rng(9)
    labels, values = rng.integers(4, size=300), rng.standard_normal(300)
    found = nearest(samples, queries, 12).indices
    predicted, _ = classify(labels[found], 4, "lowest")  # the rule of scikit-learn
    means = average(values[found])
    for k in (1, 2, 4, 7, 12):
        assert np.array_equal(predicted[:, k - 1], KNeighborsClassifier(k).fit(samples, labels).predict(queries))
        peer = KNeighborsRegressor(k).fit(samples, values).predict(queries)
        np.testing.assert_allclose(means[:, k - 1], peer, rtol=1e-9, atol=1e-12)


def test_known_errors_of_real_mnist(real_mnist_dir):
    arrays = find.obtain("full", str(real_mnist_dir), [], timeout_seconds=1)["arrays"]
    train, test = (arrays[f"{part}_images"].reshape(-1, 784) for part in ("train", "test"))
    found = nearest(train, test[:400], 5)
    far = ((train[found.indices].astype(np.int64) - test[:400, None]) ** 2).sum(axis=2)
    assert np.array_equal(far, found.distances)
    peer = KNeighborsClassifier(3, algorithm="brute").fit(train.astype(np.float32), arrays["train_labels"])
    predicted, _ = classify(arrays["train_labels"][found.indices], 10, "lowest")
    assert np.array_equal(predicted[:, 2], peer.predict(test[:400].astype(np.float32)))


GOOD = np.arange(12.0).reshape(4, 3)
BAD = {
    "K = 0": (GOOD, GOOD, 0),
    "K over the number of samples": (GOOD, GOOD, 5),
    "K no integer": (GOOD, GOOD, 1.5),
    "other dimensions": (GOOD, GOOD[:, :2], 1),
    "no table": (GOOD, GOOD[0], 1),
    "no samples": (GOOD[:0], GOOD, 1),
    "no columns": (GOOD[:, :0], GOOD[:, :0], 1),
    "nan": (np.where(GOOD == 5, np.nan, GOOD), GOOD, 1),
    "infinite query": (GOOD, np.where(GOOD == 5, np.inf, GOOD), 1),
    "text": (GOOD.astype(str), GOOD, 1),
    "integers too large": (GOOD.astype(np.int64) * 10**8, GOOD.astype(np.int64), 1),
    "integers whose squares wrap": (np.array([[2**32, 0], [5, 0], [0, 1]]), np.array([[0, 0]]), 1),
    "the lowest integer": (np.array([[-(2**63), 0], [5, 0]]), np.array([[0, 0]]), 1),
    "integers that no sign fits": (np.array([[2**64 - 1], [5]], np.uint64), np.array([[0]]), 1),
    "queries whose squares wrap": (np.array([[0, 1]]), np.array([[2**32, 0]]), 1),
    "reals whose squares overflow": (np.array([[1e200], [1e160]]), np.array([[0.0]]), 1),
    "queries whose squares overflow": (GOOD, np.where(GOOD == 5, -1e160, GOOD), 1),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_tables_are_told_in_one_line(kind):
    with pytest.raises(BadInput) as error:
        nearest(*BAD[kind])
    assert "\n" not in str(error.value)
    assert "expected" in str(error.value)


def test_the_largest_numbers_taken_are_still_ranked():
    large = np.sqrt(np.finfo(float).max) / 2 * np.array([[-1.0], [0.5], [1.0]])
    assert nearest(large, large, 3).indices.tolist() == [[0, 1, 2], [1, 2, 0], [2, 1, 0]]
    whole = np.array([[-(2**24)], [2**23], [2**24]])
    assert nearest(whole, whole, 3).indices.tolist() == [[0, 1, 2], [1, 2, 0], [2, 1, 0]]


@pytest.mark.parametrize("own", [[0, 1, 2], [0, 1, 2, 3, 0], [[0], [1], [2], [3]], [0.0, 1.0, 2.0, 3.0], 0])
def test_one_left_out_for_each_query(own):
    for table in (GOOD, GOOD.astype(int)):
        with pytest.raises(BadInput, match="4 integers"):
            nearest(table, table, 1, own=np.array(own))


def test_an_unknown_rule_for_equal_distances_is_told():
    with pytest.raises(BadInput, match="lowest, highest"):
        nearest(GOOD, GOOD, 1, ties="x")
    with pytest.raises(BadInput, match="lowest, highest"):
        merge(nearest(GOOD, GOOD, 1), nearest(GOOD, GOOD, 1), 1, "x")


@pytest.mark.parametrize("kind", [np.uint8, np.float64])
def test_memory_is_bounded_by_the_block(kind):
    def peak(samples, queries):
        tracemalloc.start()
        nearest(samples, queries, 5, block=100)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    samples, queries = (table.astype(kind) for table in tables("pixels", 6, 4000, 2000, 8))
    nearest(samples[:10], queries[:10], 5)  # compiles
    every_product, threads = len(samples) * len(queries) * 4, get_num_threads()
    try:
        set_num_threads(1)  # each has a block of its own
        assert peak(samples, queries) < every_product / 30
    finally:
        set_num_threads(threads)


def test_leaving_one_out_leaves_one_less():
    assert nearest(GOOD, GOOD, 3, own=np.arange(4)).indices.shape == (4, 3)
    with pytest.raises(BadInput, match="1 to 3"):
        nearest(GOOD, GOOD, 4, own=np.arange(4))


@pytest.mark.parametrize(
    ("labels", "classes", "ties"),
    [
        ([[0, 4]], 4, "nearest"),
        ([[-1, 0]], 4, "nearest"),
        ([[0.5]], 4, "lowest"),
        ([0, 1], 4, "lowest"),
        ([[0]], 4, "x"),
    ],
)
def test_bad_votes_are_told(labels, classes, ties):
    with pytest.raises(BadInput):
        classify(np.array(labels), classes, ties)


def test_stored_neighbours_come_back(tmp_path):
    found = nearest(GOOD, GOOD, 2)
    store.save(found._asdict(), tmp_path / "found.npz")
    assert same(Neighbours(**store.load(tmp_path / "found.npz")), found)
