"""Section on bias: with which definition of bias does test error = bias² + variance + noise hold?

The noise is +σ or -σ, equally likely; so every expectation is a finite sum over all training sets.
"""

from itertools import product

import numpy as np
import pandas as pd

from recomputed.stats import streams

SAMPLES, QUERIES = 7, 5
FORMS = {
    "printed": "predicted minus expected value, for each training set",
    "second wording": "predicted minus observed value, for each training set",
    "mean prediction": "mean prediction over all training sets minus expected value",
    "second wording, mean prediction": "mean prediction over all training sets minus observed value",
}


def definition(seed: int, trials: int) -> pd.DataFrame:
    """Evaluate the sum bias² + variance + noise with each form of bias, on `trials` random models.

    Columns: formula, form, change (the form in words), max_relative_error (of the sum against the expected test error),
    trials.
    """
    rngs = (streams.rng(seed, "bias_variance definition", trial) for trial in range(trials))
    errors = np.array([_relative_errors(rng) for rng in rngs])
    return pd.DataFrame(
        {
            "formula": "test error = bias² + variance + noise",
            "form": list(FORMS),
            "change": list(FORMS.values()),
            "max_relative_error": errors.max(axis=0),
            "trials": trials,
        }
    )


def model(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw one random model on random fixed inputs, and all its training sets.

    Gives predicted (2^SAMPLES, QUERIES), one row per training set, expected (QUERIES,), observed (2, 1, QUERIES), all
    rows equally likely, and noise, the variance of `observed`.
    """
    sd = rng.uniform(0.1, 2)
    truth, expected = rng.normal(size=SAMPLES), rng.normal(size=QUERIES)
    noise = sd * np.array(list(product((-1, 1), repeat=SAMPLES)))
    # The identity holds for any model; this one is not linear in the targets.
    inner = (truth + noise) @ rng.normal(size=(SAMPLES, QUERIES))
    predicted = np.clip(inner, -2, 2) + rng.normal() * np.sin(inner)
    observed = expected + sd * np.array([-1, 1])[:, None, None]
    return {"predicted": predicted, "expected": expected, "observed": observed, "noise": sd**2}


def _relative_errors(rng: np.random.Generator) -> np.ndarray:
    """Compare the sum for each of FORMS with the expected test error of one random model."""
    drawn = model(rng)
    predicted, expected, observed = drawn["predicted"], drawn["expected"], drawn["observed"]
    test_error = np.mean((predicted - observed) ** 2)
    bias2 = (
        np.mean((predicted - expected) ** 2),
        np.mean((predicted - observed) ** 2),
        np.mean((predicted.mean(axis=0) - expected) ** 2),
        np.mean((predicted.mean(axis=0) - observed) ** 2),
    )
    return np.abs(np.array(bias2) + predicted.var(axis=0).mean() + drawn["noise"] - test_error) / test_error
