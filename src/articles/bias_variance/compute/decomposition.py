"""Expected test error = bias² + variance + noise: exact for linear smoothers, and estimated from simulated predictions.

Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 7.3.
"""

from collections.abc import Callable, Iterable

import numpy as np
from scipy.special import stdtrit

from recomputed import arrays
from recomputed.errors import BadInput

PARTS = ("bias2", "variance", "noise", "test_error", "train_error")
OVER_INPUTS = (*PARTS, "from_noise", "from_inputs")


def exact(
    at_queries: np.ndarray,
    at_samples: np.ndarray,
    truth_samples: np.ndarray,
    truth_queries: np.ndarray,
    noise_sd: float,
) -> dict[str, float]:
    """Give the parts, expected over the noise on fixed inputs, of a linear smoother.

    Weights W = `at_queries` (m, n) and H = `at_samples` (n, n); noise-free values f = `truth_samples` (n,) and g =
    `truth_queries` (m,): bias² = mean (W f - g)², variance = σ² tr(W Wᵀ)/m, noise = σ²,
    training error = (|f - H f|² + σ² |I - H|²)/n. Raises BadInput for arrays of other shapes or types.
    """
    truth_samples = arrays.doubles(truth_samples, "truth at samples", ("n",))
    at_queries = arrays.doubles(at_queries, "weights at queries", ("m", len(truth_samples)))
    truth_queries = arrays.doubles(truth_queries, "truth at queries", (len(at_queries),))
    bias2 = np.mean((at_queries @ truth_samples - truth_queries) ** 2)
    return combine(bias2, noise_variance(at_queries, noise_sd), noise_sd) | {
        "train_error": training_error(at_samples, truth_samples, noise_sd)
    }


def combine(bias2: float, variance: float, noise_sd: float) -> dict[str, float]:
    """Give bias2, variance, noise and their sum test_error."""
    return {
        "bias2": bias2,
        "variance": variance,
        "noise": noise_sd**2,
        "test_error": bias2 + variance + noise_sd**2,
    }


def noise_variance(weights: np.ndarray, noise_sd: float) -> float:
    """Give σ² tr(W Wᵀ)/m for W = `weights` (m, n), the variance that noise in the targets causes."""
    weights = arrays.doubles(weights, "weights", ("m", "n"))
    return noise_sd**2 * np.sum(weights**2) / len(weights)


def training_error(hat: np.ndarray, truth: np.ndarray, noise_sd: float) -> float:
    """Give the expected mean squared residual of samples with noise-free values `truth` (n,), for H = `hat` (n, n)."""
    truth = arrays.doubles(truth, "truth at samples", ("n",))
    hat = arrays.doubles(hat, "weights at samples", (len(truth), len(truth)))
    residual = np.eye(len(hat)) - hat
    return (np.sum((residual @ truth) ** 2) + noise_sd**2 * np.sum(residual**2)) / len(hat)


def simulated(
    predictions: np.ndarray, new_targets: np.ndarray, residuals: np.ndarray, truth: np.ndarray, groups: int
) -> dict[str, float]:
    """Estimate the parts from `predictions` and `new_targets` (sets, m) at the queries and `residuals` (sets, n).

    truth: (m,), the noise-free values. Half widths come from the spread over `groups` equal groups of training sets.
    Raises BadInput for arrays of other shapes or types.
    """
    truth = arrays.doubles(truth, "truth at queries", ("m",))
    predictions = arrays.doubles(predictions, "predictions", ("sets", len(truth)))
    new_targets = arrays.doubles(new_targets, "new targets", predictions.shape)
    residuals = arrays.doubles(residuals, "residuals", (len(predictions), "n"))

    def parts(rows: np.ndarray) -> tuple[float, ...]:
        own, noise = predictions[rows], new_targets[rows] - truth
        variance = own.var(axis=0, ddof=1).mean()
        # The mean of finitely many predictions has a variance, which this term takes out of bias².
        bias2 = np.mean((own.mean(axis=0) - truth) ** 2) - variance / len(own)
        errors = (own - new_targets[rows]) ** 2
        return bias2, variance, np.mean(noise**2), errors.mean(), np.mean(residuals[rows] ** 2)

    return grouped(parts, len(predictions), groups)


def over_inputs(draws: Iterable[tuple], truth: np.ndarray, noise_sd: float, groups: int) -> dict[str, float]:
    """Estimate the parts if the inputs are drawn anew as well; expectations over the noise are exact.

    draws: one tuple per design: mean prediction given the inputs (m,), variance from noise, training error. Gives the
    parts of PARTS, and `variance` split into `from_noise` + `from_inputs` (law of total variance), with half widths as
    in `simulated`.
    """
    draws, truth = list(draws), arrays.doubles(truth, "truth at queries", ("m",))
    means, noise_parts, train_errors = (np.array(column) for column in zip(*draws, strict=True)) if draws else [()] * 3
    means = arrays.doubles(means, "mean predictions of the designs", ("designs", len(truth)))

    def parts(rows: np.ndarray) -> tuple[float, ...]:
        found = pooled(means[rows], noise_parts[rows], train_errors[rows], truth, noise_sd)
        return tuple(found[name] for name in OVER_INPUTS)

    return grouped(parts, len(means), groups, OVER_INPUTS)


def pooled(
    means: np.ndarray, noise_parts: np.ndarray, train_errors: np.ndarray, truth: np.ndarray, noise_sd: float
) -> dict[str, float]:
    """Give the parts named in OVER_INPUTS from all designs at once.

    means: mean prediction of each design given its inputs (designs, m); noise_parts, train_errors: (designs,); truth:
    (m,). Raises BadInput for other shapes and numbers that are not finite.
    """
    means = arrays.doubles(means, "means", ("designs", "m"), finite=True)
    designs, m = means.shape
    noise_parts = arrays.doubles(noise_parts, "noise parts", (designs,), finite=True)
    train_errors = arrays.doubles(train_errors, "training errors", (designs,), finite=True)
    truth = arrays.doubles(truth, "truth", (m,), finite=True)
    from_noise, from_inputs = noise_parts.mean(), means.var(axis=0, ddof=1).mean()
    # The mean of finitely many predictions has a variance, which this term takes out of bias².
    bias2 = np.mean((means.mean(axis=0) - truth) ** 2) - from_inputs / len(means)
    found = combine(bias2, from_noise + from_inputs, noise_sd) | {"train_error": train_errors.mean()}
    return found | {"from_noise": from_noise, "from_inputs": from_inputs}


def grouped(
    parts: Callable[[np.ndarray], tuple[float, ...]], number: int, groups: int, names: tuple[str, ...] = PARTS
) -> dict[str, float]:
    """Average `parts(rows)` over `groups` groups of the `number` draws, with 95 % half widths by Student's t.

    Gives each of `names` and its `…_halfwidth`. Raises BadInput for fewer than two groups or than two draws in a group.
    """
    if not isinstance(groups, int | np.integer) or not 2 <= groups <= number // 2:
        raise BadInput(
            "wrong number of groups",
            where="bias_variance: groups",
            expected=f"2 to {number // 2}, two of the {number} draws in each",
            found=groups,
            do="change groups or the number of draws in config.yaml",
        )
    values = np.array([parts(rows) for rows in np.array_split(np.arange(number), groups)])
    half = stdtrit(groups - 1, 0.975) * values.std(axis=0, ddof=1) / np.sqrt(groups)
    means = values.mean(axis=0)
    return dict(zip(names, means, strict=True)) | {f"{n}_halfwidth": h for n, h in zip(names, half, strict=True)}
