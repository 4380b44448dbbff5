"""Philox against the authors' known answers, a slow version, and the distributions that its words are turned into."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from scipy.stats import chisquare, kstest

import naive
from recomputed.errors import BadInput
from recomputed.stats import philox

ONES, PI = [0xFFFFFFFF] * 6, [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0]
KNOWN = [  # rounds, counter and key, words: kat_vectors of Random123, the authors' own library
    (10, [0] * 6, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
    (10, ONES, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
    (10, PI, [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]),
    (7, [0] * 6, [0x5F6FB709, 0x0D893F64, 0x4F121F81, 0x4F730A48]),
    (7, ONES, [0x5207DDC2, 0x45165E59, 0x4D8EE751, 0x8C52F662]),
    (7, PI, [0x4DFCCABA, 0x190A87F0, 0xC47362BA, 0xB6B5242A]),
]
WORD = st.integers(0, 2**32 - 1)


def words(inputs, rounds, function=philox.philox4x32):
    return [int(word) for word in function(*map(np.uint64, inputs), rounds)]


@njit
def transformed(w0, w1):
    out = np.empty((4, w0.size))
    for i in range(w0.size):
        out[0, i], out[1, i] = philox.symmetric(w0[i]), philox.exponential(w0[i])
        out[2, i], out[3, i] = philox.gaussian_pair(w0[i], w1[i])
    return out


@njit
def stream(n, k0, k1):
    out = np.empty((n, 4), np.uint64)
    for i in range(n):
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = philox.philox4x32(
            np.uint64(i), np.uint64(0), np.uint64(0), np.uint64(0), k0, k1
        )
    return out


@pytest.mark.parametrize(("rounds", "inputs", "expected"), KNOWN)
def test_known_answers(rounds, inputs, expected):
    assert words(inputs, rounds) == expected
    assert words(inputs, rounds, philox.philox4x32.py_func) == expected


@given(st.lists(WORD, min_size=6, max_size=6), st.integers(0, 12))
def test_agrees_with_the_slow_version(inputs, rounds):
    assert words(inputs, rounds) == list(naive.philox4x32(inputs[:4], inputs[4:], rounds))


@settings(deadline=None)
@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=50))
def test_transforms_agree_with_the_library_functions(pairs):
    w0, w1 = np.array(pairs, np.uint64).T.copy()
    expected = [(naive.symmetric(a), naive.exponential(a), *naive.gaussian_pair(a, b)) for a, b in pairs]
    np.testing.assert_allclose(transformed(w0, w1), np.array(expected).T, rtol=0, atol=1e-7)
    np.testing.assert_allclose(transformed.py_func(w0, w1), np.array(expected).T, rtol=0, atol=1e-7)


def test_the_exponential_is_within_its_bound():
    powers = np.uint64(2) ** np.arange(33, dtype=np.uint64)
    words = np.concatenate([np.arange(0, 2**32, 10_007, dtype=np.uint64), powers[:-1], powers - np.uint64(1)])
    uniform = (words | np.uint64(1)).astype(float) / 2**32
    assert np.abs(transformed(words, words)[1] + np.log(uniform)).max() < 1e-11


def test_words_at_the_ends_stay_inside():
    ends = np.array([0, 1, 2**31 - 1, 2**31, 2**32 - 1], np.uint64)
    uniform, waiting, *_ = transformed(ends, ends)
    assert np.abs(uniform).max() < 1
    assert np.abs(uniform).min() > 0
    np.testing.assert_array_equal(uniform[[0, 2]], -uniform[[4, 3]])
    assert waiting.min() > 0
    assert waiting.max() == pytest.approx(32 * math.log(2))


def test_distributions():
    table = stream(200_000, *philox.key(1, "a test"))
    for column in table.T:
        assert chisquare(np.bincount((column >> np.uint64(24)).astype(int), minlength=256)).pvalue > 1e-4
    uniform, waiting, first, second = transformed(table[:, 0].copy(), table[:, 1].copy())
    assert kstest(uniform, "uniform", (-1, 2)).pvalue > 1e-4
    assert kstest(waiting, "expon").pvalue > 1e-4
    assert kstest(first, "norm").pvalue > 1e-4
    assert kstest(second, "norm").pvalue > 1e-4
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / math.sqrt(len(table))


def test_keys_differ_by_name_and_by_seed():
    names = {philox.key(seed, name) for seed in (0, 1, 2**32 - 1) for name in ("cube", "ball")}
    assert len(names) == 6


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_bad_seed(seed):
    with pytest.raises(BadInput, match="bad seed"):
        philox.key(seed, "a test")
