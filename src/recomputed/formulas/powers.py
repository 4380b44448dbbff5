"""Powers, roots, norms and factorials of numbers and matrices."""

import math

import numpy as np

from recomputed.formulas.shapes import NoValue, is_number, plain, value

LARGEST_EXPONENT = 10_000  # of whole numbers; beyond it a power is a float


def power(base, exponent):
    """Raise to a power: whole powers of square matrices, other arrays element by element."""
    base, exponent = plain(base), plain(exponent)
    if not is_number(exponent):
        raise NoValue("an exponent that is no number")
    if is_number(base):
        return _number_power(base, exponent)
    if base.shape[0] != base.shape[1]:
        with np.errstate(all="ignore"):
            return base**exponent
    if exponent != int(exponent):
        raise NoValue(f"a matrix to the power {exponent}")
    return np.linalg.matrix_power(base, int(exponent))


def _number_power(base, exponent):
    if isinstance(base, int) and isinstance(exponent, int) and abs(exponent) > LARGEST_EXPONENT:
        base = float(base)
    try:
        found = base**exponent
    except (OverflowError, ZeroDivisionError) as error:
        raise NoValue(str(error)) from error
    if isinstance(found, complex) and not isinstance(base, complex):  # complex steps differentiate
        raise NoValue("a root of a negative number")
    return found


def root(x, degree=2):
    """Take a root, of every element of an array."""
    x = plain(x)
    if not np.iscomplexobj(x) and np.any(np.asarray(x) < 0):
        raise NoValue("a root of a negative number")
    return value(np.asarray(x) ** (1 / degree)) if degree != 2 else value(np.sqrt(x))


def norm(kind: str, x):
    """Give the absolute value of a number, the length of a column or row, and of a matrix its spectral norm.

    Single bars around a square matrix are its determinant.
    """
    x = plain(x)
    if is_number(x):
        return abs(x)
    if min(x.shape) > 1:
        return np.linalg.det(x).item() if kind == "|" else np.linalg.norm(x, 2).item()
    return np.linalg.norm(x).item()


def factorial(x):
    """Give x!, by the gamma function where x is not a whole number."""
    x = plain(x)
    return math.factorial(x) if isinstance(x, int) else math.gamma(x + 1)
