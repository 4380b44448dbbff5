"""Linear smoothers, whose predictions are linear in the training targets: least squares, ridge, K nearest neighbours.

Each is a matrix of weights W (queries × samples), prediction = W y; its bias and variance have closed forms.
"""

import numpy as np

from recomputed import arrays
from recomputed.errors import BadInput


def legendre(x: np.ndarray, degree: int) -> np.ndarray:
    """Give Legendre polynomials of degree 1 to `degree`, orthonormal on [-1, 1], for x (n,) or each column of (n, p).

    Columns: for each predictor, one for each degree. They are well conditioned where the powers of x are not.
    Raises BadInput for x without numbers and for a degree below 1.
    """
    x, degree = arrays.doubles(x, "legendre: x"), arrays.count(degree, "legendre: degree", 1)
    values = np.polynomial.legendre.legvander(x, degree)[..., 1:]
    scaled = values * np.sqrt(2 * np.arange(1, degree + 1) + 1)
    return scaled.reshape(len(scaled), -1)


class Ridge:
    """Least squares with a penalty λ|b|² on all coefficients but the intercept; one SVD serves every λ and target."""

    def __init__(self, features: np.ndarray, queries: np.ndarray):
        """Factorise `features` (n, p) for predictions at `queries` (m, p); BadInput for NaN or unequal columns."""
        check_features(features, queries)
        features, queries = (arrays.doubles(table, "bias_variance: Ridge") for table in (features, queries))
        self.samples, mean = len(features), features.mean(axis=0)
        left, self.singular, right = np.linalg.svd(features - mean, full_matrices=False)
        self._left, self._queries = left.T, (queries - mean) @ right.T

    def weights(self, penalty: float) -> np.ndarray:
        """Give W (m, n) for λ = `penalty`, the penalty of scikit-learn's Ridge(alpha=λ).

        Raises BadInput for a negative λ, and for λ = 0 where the columns are linearly dependent.
        """
        return 1 / self.samples + (self._queries * gains(self.singular, penalty, self.samples)) @ self._left


def gains(singular: np.ndarray, penalty: float, samples: int) -> np.ndarray:
    """Give s/(s² + λ) for singular values s, the coefficients of ridge per coordinate; errors as in Ridge.weights."""
    if not 0 <= penalty < np.inf:
        raise _bad("not a penalty", "penalty", "a finite number from 0", penalty, "choose another λ")
    rank = int((singular > singular.max(initial=0) * samples * np.finfo(float).eps).sum())
    if penalty == 0 and rank < max(len(singular), 1):
        found = f"rank {rank} of {len(singular)}"
        raise _bad("singular design", "features", "independent columns", found, "lower the degree or take λ > 0")
    with np.errstate(over="ignore", under="ignore"):
        squares = singular**2
    if not np.isfinite(squares).all() or (penalty == 0 and not (squares > np.finfo(float).tiny).all()):
        found = f"singular values from {singular.min():.3g} to {singular.max():.3g}"
        raise _bad("numbers too large or too small", "features", "singular values that can be squared", found, "scale")
    return singular / (squares + penalty)


def neighbours(samples: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """Order the samples (n, p) by distance from each query (m, p): indices (m, n), equal distances by lowest index."""
    check_features(samples, queries)
    samples, queries = (arrays.doubles(table, "neighbours") for table in (samples, queries))
    distances = np.zeros((len(queries), len(samples)))
    for q, s in zip(queries.T, samples.T, strict=True):
        distances += (q[:, None] - s) ** 2
    return np.argsort(distances, axis=1, kind="stable")


def knn_weights(order: np.ndarray, k: int) -> np.ndarray:
    """Give W (m, n) of the mean of the `k` nearest; `order` comes from `neighbours`. BadInput unless 1 <= k <= n."""
    order = arrays.whole(order, "order of the neighbours", ("m", "n"), 0)
    samples = order.shape[1]
    if k not in range(1, samples + 1):
        raise _bad("not a number of neighbours", "K", f"1 to {samples}, the number of samples", k, "choose another K")
    weights = np.zeros(order.shape)
    np.put_along_axis(weights, order[:, : int(k)], 1 / k, axis=1)
    return weights


def check_features(features: np.ndarray, queries: np.ndarray) -> None:
    """Raise BadInput unless both are finite tables of at least one row and the same number of columns."""
    for name, table in (("features", features), ("queries", queries)):
        if np.ndim(table) != 2 or 0 in np.shape(table):
            raise _bad("not a table", name, "rows × columns, none of them 0", np.shape(table), "reshape it")
        if not np.isfinite(arrays.real(table, f"bias_variance: {name}")).all():
            raise _bad("not finite", name, "numbers", "NaN or infinity", "drop or fill these rows")
    expected, found = np.shape(features)[1], np.shape(queries)[1]
    if expected != found:
        raise _bad("columns differ", "queries", f"{expected} columns", found, "use the same columns")


def _bad(what: str, where: str, expected: object, found: object, do: str) -> BadInput:
    return BadInput(what, where=f"bias_variance: {where}", expected=expected, found=found, do=do)
