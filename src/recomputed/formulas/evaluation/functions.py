"""Functions and constants that formulas use without saying what they are; a binding of the same name comes first."""

import math

import numpy as np

from recomputed.formulas.evaluation.shapes import NoValue, Parts, is_number, plain, side_by_side, value


def of_elements(function):
    """Make a function of one number or array, element by element."""

    def found(x):
        return value(function(plain(x)))

    return found


def diag(*parts):
    """Make a diagonal matrix of numbers or of a column, or give the diagonal of a matrix as a column."""
    if len(parts) > 1 or isinstance(parts[0], Parts):
        return np.diag([plain(part) for part in (parts if len(parts) > 1 else parts[0])])
    x = plain(parts[0])
    if is_number(x):
        return x
    return np.diag(x.ravel()) if 1 in x.shape else np.diag(x)[:, None]


def extreme(function):
    """Make max or min of all numbers given."""

    def found(*parts):
        return value(np.asarray(function(np.concatenate([np.ravel(plain(part)) for part in parts]))))

    return found


def gamma(x):
    """Give the gamma function of a number."""
    try:
        return math.gamma(plain(x))
    except (OverflowError, ValueError) as error:
        raise NoValue(f"the gamma function at {x}") from error


def rank(*parts):
    """Give the rank of a matrix, or of columns side by side."""
    return int(np.linalg.matrix_rank(np.atleast_2d(plain(parts[0]) if len(parts) == 1 else side_by_side(list(parts)))))


OF_ELEMENTS = "tanh sinh cosh sin cos tan arcsin arccos arctan exp log sign"
NAMED = {
    **{name: of_elements(getattr(np, name)) for name in OF_ELEMENTS.split()},
    "sgn": of_elements(np.sign),
    "diag": diag,
    "max": extreme(np.max),
    "min": extreme(np.min),
    "rank": rank,
    "tr": lambda x: np.trace(x).item(),
    "det": lambda x: np.linalg.det(x).item(),
    r"\Gamma": gamma,
    r"\mathbb{R}": is_number,
    r"\pi": math.pi,
    r"\infty": math.inf,
}
