"""Checks at the entrance of a function that others call: arrays, tables, numbers; each mistake is one line.

A nan or an infinity may pass through a function that only computes, because it is then seen in the result. A function
that ranks, counts or compares would hide it, so it asks for `finite` numbers. Compiled kernels check nothing.
"""

from collections.abc import Iterable

import numpy as np

from recomputed.errors import BadInput

Axes = tuple[str | int, ...]
COMPILED_FLOATS = (np.float32, np.float64)
DO = "change the call or its settings"


def real(given, where: str, axes: Axes | None = None, *, finite: bool = False, empty: bool = False) -> np.ndarray:
    """Give `given` as an array of bool, integers, float32 or float64, in native byte order.

    axes: the name, or the length, of each axis; None for any. No axis may have length 0 unless `empty`.
    Raises BadInput for other types, shapes, masked entries and, with `finite`, for a nan or an infinity.
    """
    array = unmasked(given, where)
    if array.dtype.kind not in "biuf":
        raise bad("not real numbers", where, "integers or floats", array.dtype)
    array = _native(array)
    check_shape(array, where, axes, empty=empty)
    if finite and array.dtype.kind == "f" and not np.isfinite(array).all():
        raise bad("not finite", where, "finite numbers", f"{int((~np.isfinite(array)).sum())} nan or inf")
    return array


def floats(given, where: str, axes: Axes | None = None, *, finite: bool = False, empty: bool = False) -> np.ndarray:
    """Do as `real` does, and turn integers and bool into float64; float32 stays."""
    array = real(given, where, axes, finite=finite, empty=empty)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def doubles(given, where: str, axes: Axes | None = None, *, finite: bool = False, empty: bool = False) -> np.ndarray:
    """Do as `real` does, and turn all numbers into float64."""
    return real(given, where, axes, finite=finite, empty=empty).astype(np.float64, copy=False)


def whole(
    given, where: str, axes: Axes, low: int, high: int | None = None, *, empty: bool = False, what: str = ""
) -> np.ndarray:
    """Give an array of integers from `low` to `high` as int64; raise BadInput for any other.

    what: the name of every problem, for a message of the caller's; each has a name without it.

    Bool is no integer here, and neither is a float: both are most often a mistake.
    """
    array = unmasked(given, where)
    expected = f"integers from {low} to {high}" if high is not None else f"integers from {low}"
    if array.dtype.kind not in "iu" and array.size:
        raise bad(what or "not integers", where, expected, array.dtype)
    check_shape(array, where, axes, empty=empty, what=what)
    if array.size:
        least, most = int(array.min()), int(array.max())
        if least < low or most > (np.iinfo(np.int64).max if high is None else high):
            raise bad(what or "out of range", where, expected, f"{least} to {most}")
    return array.astype(np.int64, copy=False)


def for_kernels(array: np.ndarray) -> np.ndarray:
    """Give the array contiguous and writeable, a copy if needed: each other layout would be compiled anew."""
    return np.require(array, requirements=["C", "W"])


def check_shape(array: np.ndarray, where: str, axes: Axes | None, *, empty: bool = False, what: str = "") -> None:
    """Raise BadInput unless the array has these `axes`, and none of length 0 unless `empty`; see `real`."""
    fits = axes is None or (
        array.ndim == len(axes)
        and all(isinstance(axis, str) or axis == length for axis, length in zip(axes, array.shape, strict=True))
    )
    if not fits:
        raise bad(what or "wrong shape", where, f"shape ({', '.join(map(str, axes))})", f"shape {array.shape}")
    if 0 in array.shape and not empty:
        raise bad(what or "empty", where, "at least one number", f"shape {array.shape}")


def count(value, where: str, low: int, high: int | None = None) -> int:
    """Give a whole number from `low` to `high`, NumPy's or Python's, as int; raise BadInput for any other."""
    whole_number = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole_number or value < low or (high is not None and value > high):
        expected = f"a whole number from {low}" + ("" if high is None else f" to {high}")
        raise bad("out of range", where, expected, value)
    return int(value)


def above_zero(value, where: str, *, or_zero: bool = False) -> float:
    """Give a finite number above 0, or 0 itself with `or_zero`, as float; raise BadInput for any other."""
    number = real(value, where, ())
    if not np.isfinite(number) or number < 0 or (number == 0 and not or_zero):
        raise bad("out of range", where, f"a finite number {'from' if or_zero else 'above'} 0", value)
    return float(number)


def check_table(
    table, where: str, columns: Iterable[str] = (), *, finite: Iterable[str] = (), empty: bool = False
) -> None:
    """Raise BadInput unless a DataFrame has `columns`, and finite numbers in the columns `finite`.

    One without rows is refused unless `empty`.
    """
    finite = list(finite)
    missing = [name for name in [*columns, *finite] if name not in getattr(table, "columns", ())]
    if missing:
        found = ", ".join(map(str, getattr(table, "columns", [type(table).__name__]))) or "no column"
        raise bad(f"missing column {', '.join(missing)}", where, "a table with it", found)
    if not len(table) and not empty:
        raise bad("empty table", where, "at least one row", "none")
    for name in finite:
        real(table[name].to_numpy(), f"{where}, column {name}", ("rows",), finite=True, empty=True)


def check_trainable(part, where: str) -> None:
    """Raise BadInput unless `part` is a writeable array of float32 or float64, which a step of training may change."""
    if not isinstance(part, np.ndarray) or part.dtype not in COMPILED_FLOATS or not part.flags.writeable:
        kind = type(part).__name__ if not isinstance(part, np.ndarray) else part.dtype
        found = f"read-only {kind}" if isinstance(part, np.ndarray) and not part.flags.writeable else kind
        raise bad("cannot be trained", where, "a writeable array of floats", found)


def bad(what: str, where: str, expected: object, found: object, do: str = DO) -> BadInput:
    """Make the error with a one-line message."""
    return BadInput(what, where=where, expected=expected, found=found, do=do)


def unmasked(given, where: str) -> np.ndarray:
    """Give `given` as an array of any type; raise BadInput for masked entries and for rows of different lengths."""
    if isinstance(given, np.ma.MaskedArray) and np.ma.is_masked(given):
        raise bad("masked entries", where, "an array without a mask", f"{np.ma.count_masked(given)} masked")
    try:
        return np.asarray(given)
    except ValueError as error:
        raise bad("not an array", where, "rows of the same length", type(given).__name__) from error


def _native(array: np.ndarray) -> np.ndarray:
    """Give an array of a type that compiled code takes: no half or long floats, no foreign byte order."""
    if array.dtype.kind == "f" and array.dtype.type not in COMPILED_FLOATS:
        return array.astype(np.float64)
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))
