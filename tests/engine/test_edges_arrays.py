"""Checks at the entrance, the engine's statistics, drawing, formulas and results, at the edges of what they take."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from edges import LAYOUTS, NO_NUMBERS, NOT_FINITE, REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers
from recomputed import arrays
from recomputed.audit.checks import bound, identity
from recomputed.audit.claim import Claim
from recomputed.audit.edits.coincidence import coverage
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import parse
from recomputed.drawing.spread_labels import spread
from recomputed.errors import BadInput
from recomputed.formulas.binding import Binding
from recomputed.formulas.distance import apart, distance
from recomputed.results import store
from recomputed.results.differences import largest_differences
from recomputed.stats import philox, streams
from recomputed.stats.intervals import ratio, share_halfwidth

TABLE = np.array([[3, 1, 2], [0, 1, 5]])


@pytest.mark.parametrize("dtype", WHOLE + REAL)
def test_real_numbers_of_any_type_keep_their_values(dtype):
    given_table = TABLE.astype(dtype)
    for check in (arrays.real, arrays.floats, arrays.doubles):
        found = check(given_table, "x", ("rows", 3))
        assert found.dtype.isnative
        np.testing.assert_array_equal(found, given_table)
    assert arrays.doubles(given_table, "x").dtype == np.float64


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_in_memory_does_not_matter(layout):
    np.testing.assert_array_equal(arrays.real(laid_out(TABLE, layout), "x", ("rows", "columns")), TABLE)
    np.testing.assert_array_equal(arrays.whole(laid_out(TABLE, layout), "x", (2, 3), 0, 5), TABLE)


@pytest.mark.parametrize("kind", NO_NUMBERS)
def test_what_is_no_number_is_refused(kind):
    for check in (arrays.real, arrays.floats, arrays.doubles):
        assert refused(lambda check=check: check(NO_NUMBERS[kind](TABLE), "x")).startswith("x: ")
    refused(lambda: arrays.whole(NO_NUMBERS[kind](TABLE), "x", (2, 3), 0))


def test_shapes_and_sizes_are_named():
    refused(lambda: arrays.real(TABLE, "x", ("rows", 4)), r"expected shape \(rows, 4\), found shape \(2, 3\)")
    refused(lambda: arrays.real(TABLE, "x", ("rows",)), "wrong shape")
    refused(lambda: arrays.real([], "x", ("rows",)), "empty")
    refused(lambda: arrays.real([[1], [1, 2]], "x"), "rows of the same length")
    assert arrays.real([], "x", ("rows",), empty=True).size == 0
    for value in NOT_FINITE:
        refused(lambda value=value: arrays.real([1.0, value], "x", finite=True), "1 nan or inf")


@given(st.integers(-3, 3), st.sampled_from([np.int8, np.int64, np.uint64]))
def test_whole_numbers_out_of_range_are_refused(value, dtype):
    given_numbers = np.array([0, max(value, 0) if dtype == np.uint64 else value], dtype)
    if given_numbers.min() >= 0 and given_numbers.max() <= 2:
        assert arrays.whole(given_numbers, "x", (2,), 0, 2).dtype == np.int64
    else:
        refused(lambda: arrays.whole(given_numbers, "x", (2,), 0, 2), "integers from 0 to 2, found")
    refused(lambda: arrays.whole(np.array([2**63], np.uint64), "x", (1,), 0), "out of range")
    refused(lambda: arrays.whole([1.0], "x", (1,), 0), "not integers")
    refused(lambda: arrays.whole([True], "x", (1,), 0), "not integers")


@pytest.mark.parametrize("value", [0, -1, 2.0, "2", None, True, np.nan])
def test_counts_are_whole_numbers(value):
    refused(lambda: arrays.count(value, "K", 1, 5), "a whole number from 1 to 5")
    assert arrays.count(np.uint8(5), "K", 1, 5) == 5


def test_positive_numbers_are_finite():
    for value in (0, -1e-300, np.nan, np.inf, "1", None):
        refused(lambda value=value: arrays.above_zero(value, "rate"))
    assert arrays.above_zero(5e-324, "rate") > 0
    assert arrays.above_zero(0, "rate", or_zero=True) == 0


def test_tables_without_a_column_or_rows_or_with_gaps_are_refused():
    table = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})
    arrays.check_table(table, "t", ["b"], finite=["a"])
    refused(lambda: arrays.check_table(table, "t", ["c"]), "missing column c: expected a table with it, found a, b")
    refused(lambda: arrays.check_table(table[:0], "t", ["a"]), "empty table")
    refused(lambda: arrays.check_table(table, "t", finite=["b"]), "not real numbers")
    refused(lambda: arrays.check_table(table.assign(a=np.nan), "t", finite=["a"]), "2 nan or inf")
    refused(lambda: arrays.check_table({"a": 1}, "t", ["a"]), "found dict")


def test_only_writeable_floats_are_trained():
    arrays.check_trainable(np.zeros(2, np.float32), "part")
    refused(lambda: arrays.check_trainable(np.zeros(2, int), "part"), "found int64")
    refused(lambda: arrays.check_trainable(laid_out(np.zeros(2), "read-only"), "part"), "found read-only float64")
    refused(lambda: arrays.check_trainable([0.0], "part"), "found list")


@given(st.integers(0, 200), st.integers(1, 200), layouts, st.sampled_from([np.uint8, np.int64, np.float32]))
def test_shares_of_any_type_have_the_same_interval(hits, trials, layout, dtype):
    hits = min(hits, trials)
    expected = share_halfwidth(float(hits), float(trials))
    found = share_halfwidth(laid_out(np.full((2, 2), hits, dtype), layout), trials)
    np.testing.assert_array_equal(found, np.full((2, 2), expected))
    assert 0 < expected < 1


@pytest.mark.parametrize(("hits", "trials"), [(1, 0), (-1, 5), (6, 5), (np.nan, 5), (1, np.inf), ("1", 5)])
def test_what_is_no_share_has_no_interval(hits, trials):
    refused(lambda: share_halfwidth(hits, trials))


def test_ratios_have_positive_half_widths_and_no_bottom_of_0():
    assert ratio(np.float32(3), 0, np.int8(-2), 1) == (-1.5, 0.75)
    refused(lambda: ratio(1.0, 0.1, np.array([1, 0]), 0.1), "numbers other than 0")
    refused(lambda: ratio(1.0, 0.1, 0, 0.1))
    found, half = ratio(pd.Series([1.0, np.nan]), 0.0, pd.Series([2.0, 2.0]), 0.0)
    assert found[0] == 0.5
    assert np.isnan(found[1])
    assert half[0] == 0


@pytest.mark.parametrize("seed", [-1, 0.5, np.nan, 2**32, "1", None])
def test_seeds_are_whole_numbers(seed):
    refused(lambda: philox.key(seed, "edges"), "0 to 4294967295")
    if seed != 2**32:
        refused(lambda: streams.rng(seed, "edges of seeds"), "edges of seeds: seed")
        refused(lambda: streams.rng(0, "edges of seeds", seed), "edges of seeds: block")
    assert philox.key(np.int64(7), "edges") == philox.key(7, "edges")


@settings(max_examples=60)
@given(
    hnp.arrays(
        st.sampled_from([np.int8, np.uint8, np.float32, np.float64]), st.integers(0, 12), elements=st.integers(0, 50)
    )
)
def test_labels_are_spread_in_order_whatever_their_type(heights):
    moved = np.array(spread(heights, 2))
    assert len(moved) == len(heights)
    assert (np.diff(np.sort(moved)) >= 2 - 1e-9).all()
    np.testing.assert_allclose(moved.sum(), heights.astype(float).sum(), rtol=1e-9, atol=1e-9)
    refused(lambda: spread([0.0, np.nan], 1))
    refused(lambda: spread([0.0], -1), "from 0")


SPECIAL = st.sampled_from([0.0, 1.0, -2.5, 1e300, 1e-300])


@given(hnp.arrays(float, hnp.array_shapes(max_dims=2, max_side=3, min_side=0), elements=SPECIAL))
def test_equal_values_are_not_apart(values):
    assert apart(values.copy(), values) == 0.0


def test_errors_of_values_that_need_care():
    assert error(np.zeros(3), np.zeros(3)) == 0.0
    assert error(np.array([0.0, 2.0]), np.zeros(2)) == 2.0  # against 0 an error is absolute
    assert error(np.array([1, 3], np.uint8), np.array([2, 4], np.uint8)) == 0.25  # 1 - 2 is 255 in bytes
    assert error(np.array([-128, 0], np.int8), np.array([100, 0], np.int8)) == 228 / 128
    assert error(10**30, 10**30) == 0.0
    assert error(10**30 + 10**29, 10**30) == pytest.approx(1 / 11)
    assert error("1", 1.0) == np.inf
    assert error(np.nan, 1.0) == error(1.0, np.nan) == np.inf
    assert error(np.inf, np.inf) == 0.0
    assert error(1 + 1j, 1.0) == np.inf
    assert error(True, np.bool_(False)) == error(True, 1.0) == np.inf
    assert error(np.zeros((0, 2)), np.zeros((0, 2))) == 0.0


def error(one, other):
    return distance(one, "=", other, Binding([]), (None, None))[0]


def test_searches_have_no_infinite_size_and_prints_no_infinite_value():
    for size in (0, -1, np.nan, np.inf):
        with pytest.raises(ValueError, match="finite size above 0"):
            coverage([(1, 2)], size)
    assert coverage([], 1.0) == 0
    assert parse("1e999") is None
    assert parse("1e300").value == 1e300


def test_checks_without_cells_say_so():
    claim = Claim("x-01", "", "", "bound", (), relation="<", bound=1.0)
    for check in (bound, identity):
        with pytest.raises(ValueError, match="no cell"):
            check(claim, Cells([], np.zeros(0), ""))


@settings(max_examples=60)
@given(st.data(), layouts)
def test_arrays_of_any_type_and_layout_come_back(tmp_path_factory, data, layout):
    dtype = data.draw(st.sampled_from([*WHOLE, np.float16, np.float64, np.complex128, np.dtype("U3")]))
    table = data.draw(hnp.arrays(np.dtype(dtype), hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=3)))
    path = tmp_path_factory.mktemp("edges") / "table.npz"
    store.save({"table": laid_out(table, layout)}, path)
    np.testing.assert_array_equal(store.load(path)["table"], np.asarray(laid_out(table, layout)))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"a": 1}, "table.csv"),
        (np.zeros(3), "table.csv"),
        ({"a": np.array([object()])}, "table.npz"),
        ([1, 2], "table.npz"),
        ({"x": np.inf}, "table.json"),
        ({"x": np.zeros(2)}, "table.json"),
        (5, "table.md"),
    ],
)
def test_values_that_a_file_cannot_hold_are_refused_and_leave_no_file(tmp_path, value, name):
    assert refused(lambda: store.save(value, tmp_path / name)).startswith(str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"x": [1.0, 2.0]}, {"x": [1.0, 2.5]}, 0.2),
        ({"x": [0.0]}, {"x": [0.0]}, 0.0),
        ({"x": [np.inf, 1]}, {"x": [np.inf, 1]}, 0.0),
        ({"x": [np.inf, 1]}, {"x": [1.0, 1]}, np.inf),
        ({"x": [np.nan, 1]}, {"x": [2.0, 1]}, np.inf),
        ({"x": [1.0]}, {"x": [1.0, 3.0]}, np.inf),
        ({"x": [1.0]}, {"y": [1.0]}, np.inf),
        ({"x": [2**62]}, {"x": [-(2**62)]}, 2.0),
        ({"x": ["a"]}, {"x": ["a"]}, np.nan),
    ],
)
def test_differences_of_tables_hide_no_gap(tmp_path, one, other, expected):
    for name, columns in {"one": one, "other": other}.items():
        (tmp_path / name).mkdir()
        pd.DataFrame(columns).to_csv(tmp_path / name / "t.csv", index=False, na_rep="nan")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = largest_differences(tmp_path / "one", tmp_path / "other", ["t.csv"])["t.csv"]
    np.testing.assert_allclose(found, expected)


def test_entrances_refuse_what_is_no_number():
    refuses_no_numbers(lambda table: share_halfwidth(table, 5), np.ones(3))
    refuses_no_numbers(lambda table: spread(table, 1), np.ones(3))
    refuses_no_numbers(lambda table: ratio(1.0, 0.1, table, 0.1), np.ones(3))
    assert issubclass(BadInput, ValueError)
