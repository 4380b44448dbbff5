"""How far two values are apart, for each relation between them."""

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.shapes import NoValue, Parts, is_number, plain, side_by_side

LEAST = 1e-300  # a size to divide by where both values are 0


def distance(left, sign: str, right, binding: Binding, halves) -> tuple[float, float | None]:
    """Give the error of one link, and the error granted where printed decimals decide it.

    Infinite where a side has no value or the shapes differ. Relative to the largest entry of both, absolute where one
    side is 0; for an inequality by how much it fails.
    """
    if any(isinstance(x, Exception) or (callable(x) and sign != r"\in") for x in (left, right)):
        return np.inf, None
    if sign == r"\in":
        return (0.0 if _is_in(left, right) else 1.0), None
    a, b = _comparable(left, right)
    if a is None:
        return np.inf, None
    if sign in ("=", r"\approx") and any(half is not None for half in halves):
        return _decimals(a, b, halves)
    if sign in ("=", r"\approx"):
        return apart(a, b), None
    if sign == r"\neq":
        return (0.0 if apart(a, b) > binding.tolerance else 1.0), None
    return _fails_by(sign, a, b, binding.tolerance), None


def apart(a: np.ndarray, b: np.ndarray) -> float:
    """Give the largest difference relative to the largest entry of both; absolute where one of them is 0."""
    if (a.dtype == bool) != (b.dtype == bool):
        return np.inf
    if np.array_equal(a, b):
        return 0.0
    if a.dtype == bool:
        return np.inf
    with np.errstate(all="ignore"):
        gap, sizes = np.max(np.abs(a - b)), (np.max(np.abs(a)), np.max(np.abs(b)))
        error = float(gap / max(sizes) if min(sizes) > 0 else gap)
    return error if np.isfinite(error) else np.inf


def _comparable(left, right) -> tuple[np.ndarray, np.ndarray] | tuple[None, None]:
    """Give both as arrays of one shape; brackets are read in the way that fits the other side."""
    for a in _readings(left):
        for b in _readings(right):
            if a.shape == b.shape:
                return a, b
    return None, None


def _readings(x) -> list[np.ndarray]:
    if isinstance(x, bool | np.bool_):
        return [np.asarray(x)]
    if not isinstance(x, Parts):
        numbers = np.asarray(x)
        return [numbers.astype(float)] if numbers.dtype.kind in "iufO" else []  # O: whole numbers beyond 64 bits
    found = []
    for reading in (plain, side_by_side):
        try:
            found.append(np.asarray(reading(x), float))
        except NoValue:
            continue
    return found


def _decimals(a: np.ndarray, b: np.ndarray, halves) -> tuple[float, float]:
    """Compare with printed decimals: half a unit of the last digit is granted, as relative to the largest entry."""
    size = max(float(np.max(np.abs(a))), float(np.max(np.abs(b))), LEAST)
    half = sum(
        np.broadcast_to(np.asarray(part, float).reshape(np.shape(part)), a.shape) for part in halves if part is not None
    )
    limit = float(np.max(half)) / size
    # Both are binary floats of decimals: rounding in their last bits must not decide.
    return float(np.max(np.abs(a - b) / half)) * limit * (1 - 1e-9), limit


def _fails_by(sign: str, a: np.ndarray, b: np.ndarray, tolerance: float) -> float:
    gap = float(np.max(a - b if sign in ("<", r"\leq") else b - a))
    size = max(float(np.max(np.abs(a))), float(np.max(np.abs(b))), LEAST)
    if not np.isfinite(gap):
        return 0.0 if gap < 0 else np.inf
    if sign in ("<", ">"):
        return 0.0 if gap < 0 else max(gap / size, 2 * tolerance)
    return max(gap / size, 0.0)


def _is_in(x, where) -> bool:
    if callable(where):
        return bool(where(x))
    return any(is_number(x) == is_number(y) and np.array_equal(x, y) for y in where)
