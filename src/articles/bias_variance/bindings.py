"""The two wordings of bias as formulas, on random models whose expected test error is known.

The noise is +σ or -σ, equally likely; so every expectation is a finite mean over all training sets and targets.
"""

from itertools import product

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.stats import streams

SAMPLES, QUERIES, TRIALS = 6, 4, 10
PREDICTED, MEAN, TRUE, OBSERVED = (
    r"\hat{\boldsymbol{y}}",
    r"\bar{\boldsymbol{y}}",
    r"\boldsymbol{f}",
    r"\boldsymbol{y}",
)


def bindings(seed: int) -> dict:
    """Bind predictions, their mean over the training sets, noise-free and observed targets; see Binding.

    The columns have an entry for each training set, target and query; n: their length. v: variance of the predictions,
    σ: standard deviation of the noise, E: expected test error.
    """
    models = [model(streams.rng(seed, "bias_variance formulas", trial)) for trial in range(TRIALS)]
    alike = ((PREDICTED, MEAN, TRUE, OBSERVED), ("v", r"\sigma"))
    found: dict = {}
    for claim in ("bias_variance-01", "bias_variance-15"):
        found[claim] = Binding(models, alike=alike)
        found[claim, "conditional"] = Binding([drawn | {PREDICTED: drawn[MEAN]} for drawn in models])
    return found


def model(rng: np.random.Generator) -> dict:
    """Draw one random model on random fixed inputs, and all its training sets."""
    sd = rng.uniform(0.1, 2)
    truth, at_queries = rng.normal(size=SAMPLES), rng.normal(size=QUERIES)
    noise = sd * np.array(list(product((-1, 1), repeat=SAMPLES)))
    # The identity holds for any model; this one is not linear in the targets.
    inner = (truth + noise) @ rng.normal(size=(SAMPLES, QUERIES))
    predicted = np.clip(inner, -2, 2) + rng.normal() * np.sin(inner)
    observed = at_queries + sd * np.array([-1, 1])[:, None, None]
    shape = (2, *predicted.shape)
    columns = {PREDICTED: predicted, MEAN: predicted.mean(axis=0), TRUE: at_queries, OBSERVED: observed}
    bound = {name: np.broadcast_to(values, shape).ravel() for name, values in columns.items()}
    test_error = np.mean((predicted - observed) ** 2)
    return bound | {"n": bound[TRUE].size, "v": predicted.var(axis=0).mean(), r"\sigma": sd, "E": test_error}
