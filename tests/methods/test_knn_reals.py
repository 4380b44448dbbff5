"""Nearest neighbours of real numbers: every way gives the same neighbours, with ties, as sums in the stated order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.neighbours import real_kernels, reals, search


def folded(x, y):
    """Add up (x - y)² in the stated order, slowly: the second half onto the first, then the last few in order."""
    terms = [(a - b) * (a - b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    while len(terms) > real_kernels.IN_ORDER:
        half = (len(terms) + 1) // 2
        terms = [term + (terms[half + n] if half + n < len(terms) else 0.0) for n, term in enumerate(terms[:half])]
    total = 0.0
    for term in terms:
        total += term
    return total


def slow(samples, queries, count, own=None):
    """Rank all samples by their distance, equal ones by their index."""
    rows = []
    for q, query in enumerate(queries):
        each = sorted((folded(query, y), n) for n, y in enumerate(samples) if own is None or n != own[q])
        rows.append(each[:count])
    return np.array([[d for d, _ in row] for row in rows]), np.array([[n for _, n in row] for row in rows])


def table(seed, rows, columns, levels):
    """Give points of few `levels`, so that many distances are equal, or of a normal distribution if 0."""
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(rows, columns))
    return points if levels == 0 else np.round(points * levels) / levels


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([1, 2, 4, 5, 16, 17, 33, 50]),
    st.integers(1, 12),
    st.sampled_from([0, 1, 3]),
    st.booleans(),
    st.sampled_from([7, 64, 1000]),
)
def test_every_way_gives_the_neighbours_of_the_slow_reference(seed, columns, count, levels, leave_out, block):
    samples = table(seed, 60, columns, levels)
    queries = samples[:5] if leave_out else table(seed + 1, 5, columns, levels)
    own = np.arange(5) if leave_out else None
    expected = slow(samples, queries, count, own)
    with pytest.MonkeyPatch.context() as patch:
        for least in (0, 10**9):  # by the tree where it can be used, and never by it
            patch.setattr(reals, "TREE_SAMPLES", least)
            found = search.nearest(samples, queries, count, own=own, block=block)
            np.testing.assert_array_equal(found.distances, expected[0])
            np.testing.assert_array_equal(found.indices, expected[1])


def test_more_equal_points_than_spare_candidates_are_settled_by_all_distances():
    samples = np.repeat(np.eye(2), 400, axis=0)  # the tree may give any of 400 points at one distance
    found = search.nearest(samples, np.array([[0.9, 0.1], [0.1, 0.9]]), 10)
    np.testing.assert_array_equal(found.indices, [np.arange(10), 400 + np.arange(10)])


@pytest.mark.parametrize("columns", [3, 40])
def test_distances_far_from_the_origin_are_not_lost_by_the_screen(columns):
    samples = 1e8 + table(1, 900, columns, 0)  # |x|² is 1e18 times as large as the distances
    found = search.nearest(samples, samples[:20], 5, own=np.arange(20))
    expected = slow(samples, samples[:20], 5, np.arange(20))
    np.testing.assert_array_equal(found.indices, expected[1])
    np.testing.assert_array_equal(found.distances, expected[0])


@pytest.mark.parametrize("size", [1e-130, 1e150])
def test_the_largest_and_smallest_numbers_keep_their_order(size):
    samples = table(2, 300, 20, 0) * size
    found = search.nearest(samples, samples[:9], 4)
    np.testing.assert_array_equal(found.indices, slow(samples, samples[:9], 4)[1])
