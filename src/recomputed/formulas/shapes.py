"""Arithmetic on numbers and matrices as formulas mean it: columns, products of fitting shapes, 1 × 1 is a number."""

import math
from numbers import Number

import numpy as np

LARGEST_EXPONENT = 10_000  # of whole numbers; beyond it a power is a float


class NoValue(ArithmeticError):
    """An expression without a value: shapes that do not fit, a division by 0; in words."""


class Parts(list):
    """Values side by side in brackets, whose meaning (a matrix, an inner product, a set) depends on their use."""


def value(x):
    """Give numbers as they are, a list of one axis as a column, and anything 1 × 1 as a number."""
    if isinstance(x, np.ndarray):
        if x.ndim == 1:
            x = x[:, None]
        return x.item() if x.size == 1 else x
    return x.item() if isinstance(x, np.generic) else x


def plain(x):
    """Give brackets as one number or matrix: two columns of one length are an inner product."""
    if not isinstance(x, Parts):
        return x
    if len(x) == 2 and all(is_column(part) for part in x) and len(x[0]) == len(x[1]):
        return inner(*x)
    return side_by_side(x)


def side_by_side(parts: list):
    """Put columns, or numbers, beside each other."""
    rows = [np.atleast_2d(np.asarray(plain(part))) for part in parts]
    if len({len(row) for row in rows}) > 1:
        raise NoValue(f"parts of the heights {', '.join(str(len(row)) for row in rows)} side by side")
    return value(np.hstack(rows)) if rows else np.zeros((0, 0))


def is_column(x) -> bool:
    """Say whether x is a column of two numbers or more."""
    return isinstance(x, np.ndarray) and x.ndim == 2 and x.shape[1] == 1


def is_number(x) -> bool:
    """Say whether x is one number."""
    return isinstance(x, Number)


def inner(a, b):
    """Multiply two columns, or two numbers, into a number."""
    a, b = plain(a), plain(b)
    if is_number(a) and is_number(b):
        return a * b
    if np.shape(a) != np.shape(b):
        raise NoValue(f"the inner product of shapes {_shape(a)} and {_shape(b)}")
    return np.sum(a * b).item()


def multiply(sign: str, a, b):
    r"""Multiply as `sign` says: \\odot by elements, anything else a number or matrix times another."""
    a, b = plain(a), plain(b)
    if is_number(a) or is_number(b):
        return a * b
    if sign == r"\odot":
        if a.shape != b.shape:
            raise NoValue(f"the elements of {_shape(a)} times those of {_shape(b)}")
        return a * b
    if a.shape[1] == b.shape[0]:
        return value(a @ b)
    if sign == r"\cdot" and a.shape == b.shape and is_column(a):
        return inner(a, b)
    raise NoValue(f"{_shape(a)} times {_shape(b)}")


def add(sign: str, a, b):
    """Add or subtract; a number is added to every element."""
    a, b = plain(a), plain(b)
    if not is_number(a) and not is_number(b) and a.shape != b.shape:
        raise NoValue(f"{_shape(a)} {'plus' if sign == '+' else 'minus'} {_shape(b)}")
    return a + b if sign == "+" else a - b


def divide(a, b):
    """Divide by a number other than 0; columns of one shape element by element."""
    a, b = plain(a), plain(b)
    if not is_number(b):
        if is_number(a) or a.shape != b.shape:
            raise NoValue(f"{_shape(a)} divided by {_shape(b)}")
        if not np.all(b):
            raise NoValue("a division by 0")
        return a / b
    if b == 0:
        raise NoValue("a division by 0")
    return a / b


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
    if isinstance(found, complex):
        raise NoValue("a root of a negative number")
    return found


def root(x, degree=2):
    """Take a root, of every element of an array."""
    x = plain(x)
    if np.any(np.asarray(x) < 0):
        raise NoValue("a root of a negative number")
    return value(np.asarray(x, float) ** (1 / degree)) if degree != 2 else value(np.sqrt(x))


def real_columns(size):
    """Give the test for membership of the columns of `size` real numbers."""
    rows = whole(size)
    return lambda x: is_number(x) if rows == 1 else is_column(x) and len(x) == rows


def transpose(x):
    """Transpose; a number is its own."""
    x = plain(x)
    return x.T if isinstance(x, np.ndarray) else x


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


def whole(x) -> int:
    """Give a whole number; raise NoValue for any other value."""
    x = plain(x)
    if not is_number(x) or x != int(x):
        raise NoValue(f"an index that is not a whole number: {x}")
    return int(x)


def element(x, index: tuple[int, ...]):
    """Give an element of a function, list, column or matrix; indices count from 1; a row comes as a column."""
    if callable(x):
        return value(x(*index))
    if is_number(x):
        raise NoValue("an element of a number")
    if min(index) < 1 or index[0] > len(x) or (len(index) > 1 and index[1] > np.shape(x)[1]):
        raise NoValue(f"no element {index}")
    found = x[index[0] - 1]
    return (
        value(found[index[1] - 1])
        if len(index) > 1
        else value(np.asarray(found) if isinstance(x, np.ndarray) else found)
    )


def _shape(x) -> str:
    return " × ".join(map(str, np.shape(x))) or "a number"
