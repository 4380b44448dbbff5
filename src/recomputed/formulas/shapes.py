"""Arithmetic on numbers and matrices as formulas mean it: columns, products of fitting shapes, 1 × 1 is a number."""

from numbers import Number

import numpy as np

SAME = 1e-9  # relative; values this near differ by rounding


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
        raise NoValue(f"the inner product of shapes {shape_in_words(a)} and {shape_in_words(b)}")
    return np.sum(a * b).item()


def multiply(sign: str, a, b):
    r"""Multiply as `sign` says: \\odot by elements, anything else a number or matrix times another."""
    a, b = plain(a), plain(b)
    if is_number(a) or is_number(b):
        return a * b
    if sign == r"\odot":
        if a.shape != b.shape:
            raise NoValue(f"the elements of {shape_in_words(a)} times those of {shape_in_words(b)}")
        return a * b
    if a.shape[1] == b.shape[0]:
        return value(a @ b)
    if sign == r"\cdot" and a.shape == b.shape and is_column(a):
        return inner(a, b)
    raise NoValue(f"{shape_in_words(a)} times {shape_in_words(b)}")


def add(sign: str, a, b):
    """Add or subtract; a number is added to every element."""
    a, b = plain(a), plain(b)
    if not is_number(a) and not is_number(b) and a.shape != b.shape:
        raise NoValue(f"{shape_in_words(a)} {'plus' if sign == '+' else 'minus'} {shape_in_words(b)}")
    return a + b if sign == "+" else a - b


def divide(a, b):
    """Divide by a number other than 0; columns of one shape element by element."""
    a, b = plain(a), plain(b)
    if not is_number(b):
        if is_number(a) or a.shape != b.shape:
            raise NoValue(f"{shape_in_words(a)} divided by {shape_in_words(b)}")
        if not np.all(b):
            raise NoValue("a division by 0")
        return a / b
    if b == 0:
        raise NoValue("a division by 0")
    return a / b


def real_columns(size):
    """Give the test for membership of the columns of `size` real numbers."""
    rows = whole(size)
    return lambda x: is_number(x) if rows == 1 else is_column(x) and len(x) == rows


def transpose(x):
    """Transpose; a number is its own."""
    x = plain(x)
    return x.T if isinstance(x, np.ndarray) else x


def whole(x) -> int:
    """Give a whole number; raise NoValue for any other value."""
    x = plain(x)
    if not is_number(x) or x != int(x):
        raise NoValue(f"an index that is not a whole number: {x if is_number(x) else shape_in_words(x)}")
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


def close(a, b) -> bool:
    """Say whether two numbers or arrays of one shape differ by rounding only."""
    size = max(np.max(np.abs(a), initial=0), np.max(np.abs(b), initial=0))
    return bool(np.max(np.abs(np.subtract(a, b)), initial=0) <= SAME * size)


def shape_in_words(x) -> str:
    """Say what shape a value has."""
    return " × ".join(map(str, np.shape(x))) or "a number"
