"""Expected test error = bias² + variance + noise: exact for weights W, and estimated from simulated predictions.

Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 7.3.
"""

from collections.abc import Callable, Iterable

import numpy as np
from scipy.special import stdtrit

from recomputed.errors import BadInput

PARTS = ("bias2", "variance", "noise", "test_error", "train_error")


def exact(
    at_queries: np.ndarray,
    at_samples: np.ndarray,
    truth_samples: np.ndarray,
    truth_queries: np.ndarray,
    noise_sd: float,
) -> dict[str, float]:
    """Give the parts for weights W `at_queries` (m, n) and H `at_samples` (n, n) on fixed inputs, noise integrated out.

    With f the noise-free values: bias² = mean (W f - f)², variance = σ² tr(W Wᵀ)/m, noise = σ²,
    training error = (|f - H f|² + σ² |I - H|²)/n.
    """
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
    """Give σ² tr(W Wᵀ)/m, the variance that the noise in the targets causes."""
    return noise_sd**2 * np.sum(weights**2) / len(weights)


def training_error(hat: np.ndarray, truth: np.ndarray, noise_sd: float) -> float:
    """Give the expected mean squared residual of the samples themselves, for H = `hat` (n, n)."""
    residual = np.eye(len(hat)) - hat
    return (np.sum((residual @ truth) ** 2) + noise_sd**2 * np.sum(residual**2)) / len(hat)


def simulated(
    predictions: np.ndarray, new_targets: np.ndarray, residuals: np.ndarray, truth: np.ndarray, groups: int
) -> dict[str, float]:
    """Estimate the parts from `predictions` (sets, m), fresh targets (sets, m) there and training residuals (sets, n).

    Every part comes with `_halfwidth`, from the spread over `groups` equal groups of training sets.
    """

    def parts(rows: np.ndarray) -> tuple[float, ...]:
        own, noise = predictions[rows], new_targets[rows] - truth
        variance = own.var(axis=0, ddof=1).mean()
        # The mean of finitely many predictions still scatters; without this term bias² would come out too large.
        bias2 = np.mean((own.mean(axis=0) - truth) ** 2) - variance / len(own)
        errors = (own - new_targets[rows]) ** 2
        return bias2, variance, np.mean(noise**2), errors.mean(), np.mean(residuals[rows] ** 2)

    return grouped(parts, len(predictions), groups)


def over_inputs(draws: Iterable[tuple], truth: np.ndarray, noise_sd: float, groups: int) -> dict[str, float]:
    """Estimate the parts where the inputs are drawn anew as well, from one tuple a design: (W f, tr-variance, train).

    W f (m,) is the mean prediction given the inputs, the second the variance caused by noise, the third the training
    error: the noise is integrated exactly, so only the inputs are sampled. `variance` = `from_noise` + `from_inputs`
    (law of total variance). Half widths as in `simulated`.
    """
    means, caused, trained = (np.array(column) for column in zip(*draws, strict=True))

    def parts(rows: np.ndarray) -> tuple[float, ...]:
        own, from_noise = means[rows], caused[rows].mean()
        from_inputs = own.var(axis=0, ddof=1).mean()
        bias2 = np.mean((own.mean(axis=0) - truth) ** 2) - from_inputs / len(own)
        total = combine(bias2, from_noise + from_inputs, noise_sd)
        return *(total[name] for name in PARTS[:4]), trained[rows].mean(), from_noise, from_inputs

    return grouped(parts, len(means), groups, (*PARTS, "from_noise", "from_inputs"))


def grouped(
    parts: Callable[[np.ndarray], tuple[float, ...]], number: int, groups: int, names: tuple[str, ...] = PARTS
) -> dict[str, float]:
    """Average `parts` over `groups` groups of the `number` draws, with 95 % half widths by Student's t.

    Raises BadInput unless there are two groups or more, of two draws or more.
    """
    if not 2 <= groups <= number // 2:
        raise BadInput(
            "groups too many or too few",
            where="bias_variance: groups",
            expected=f"2 to {number // 2}, two of the {number} draws in each",
            found=groups,
            do="change groups or the number of draws in config.yaml",
        )
    values = np.array([parts(rows) for rows in np.array_split(np.arange(number), groups)])
    half = stdtrit(groups - 1, 0.975) * values.std(axis=0, ddof=1) / np.sqrt(groups)
    means = values.mean(axis=0)
    return dict(zip(names, means, strict=True)) | {f"{n}_halfwidth": h for n, h in zip(names, half, strict=True)}
