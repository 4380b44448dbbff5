"""Ridge on polynomials for many training sets, degrees and penalties at once, by one factorisation of the inputs."""

import numpy as np

from articles.bias_variance.compute.smoothers import check_features, gains, legendre
from recomputed import arrays
from recomputed.errors import BadInput

LARGEST_POWER = 1e150  # so that squares of the powers do not overflow


def polynomial_ridge(
    x: np.ndarray, targets: np.ndarray, queries: np.ndarray, degrees: list[int], penalties: list[float]
) -> np.ndarray:
    """Predict at `queries` (m,) after every fit: array (degrees, penalties, sets, m).

    x: (n,), the inputs of all training sets; targets: (sets, n). A penalty λ weighs the squared coefficients of the
    powers x, x², …, not the intercept, as PolynomialFeatures and Ridge of scikit-learn do. λ = 0 is computed on
    Legendre polynomials, whose predictions are the same and which are well conditioned.
    Raises BadInput for NaN, unequal lengths, a negative λ, a degree below 1, and, for λ = 0, a degree not below the
    number of distinct inputs.
    """
    x, queries, targets = (arrays.doubles(a, "polynomial_ridge", empty=True) for a in (x, queries, targets))
    _check(x, targets, degrees)
    check_features(x[:, None], queries[:, None])
    means = targets.mean(axis=1, keepdims=True)
    out = np.empty((len(degrees), len(penalties), len(targets), len(queries)))
    for powers in (False, True):
        chosen = [j for j, penalty in enumerate(penalties) if (penalty != 0) == powers]
        if not chosen:
            continue
        basis = _powers if powers else _scaled_legendre(x)
        train, test = basis(x, max(degrees)), basis(queries, max(degrees))
        q, r = np.linalg.qr(train - train.mean(axis=0))
        test, coordinates = test - train.mean(axis=0), targets @ q
        for i, d in enumerate(degrees):
            # The columns of lower degrees come first, so the factor of degree d is the leading block of r.
            left, singular, right = np.linalg.svd(r[:d, :d], full_matrices=False)
            on_queries, on_sets = test[:, :d] @ right.T, coordinates[:, : len(left)] @ left
            for j in chosen:
                gain = gains(singular, penalties[j], len(x))
                np.matmul(on_sets * gain, on_queries.T, out=out[i, j])
    out += means
    return out


def _powers(x: np.ndarray, degree: int) -> np.ndarray:
    with np.errstate(over="ignore"):
        powers = x[:, None] ** np.arange(1, degree + 1)
    if not (np.abs(powers) < LARGEST_POWER).all():
        raise _bad("powers too large", f"|x|^{degree} below {LARGEST_POWER:g}", f"{np.abs(x).max():g}", "scale x")
    return powers


def _scaled_legendre(x: np.ndarray):
    low, high = x.min(), x.max()
    width = (high - low) or 1.0
    return lambda points, degree: legendre((2 * points - low - high) / width, degree)


def _check(x: np.ndarray, targets: np.ndarray, degrees: list[int]) -> None:
    if targets.ndim != 2 or x.ndim != 1 or targets.shape[1] != len(x):
        found = f"x {x.shape}, targets {targets.shape}"
        raise _bad("lengths differ", "x (n,) and targets (sets, n)", found, "give each training set n targets")
    if not np.isfinite(targets).all():
        raise _bad("not finite", "numbers as targets", "NaN or infinity", "drop or fill these samples")
    if not degrees or min(degrees) < 1:
        raise _bad("not a degree", "degrees from 1", degrees, "choose another degree")


def _bad(what: str, expected: str, found: object, do: str) -> BadInput:
    return BadInput(what, where="bias_variance: polynomial_ridge", expected=expected, found=found, do=do)
