"""Sections on bias, variance and their trade-off: models of random problems, to give "most" and "always" a meaning.

A problem is a truth, a number of samples, a noise and one of FAMILIES, a way to make models more complex. Inputs and
noise are drawn anew for every training set.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from articles.bias_variance.compute import families, synthetic
from articles.bias_variance.compute.decomposition import pooled
from articles.bias_variance.compute.families import Fits
from articles.bias_variance.compute.smoothers import legendre
from recomputed.runs.progress import track
from recomputed.stats import streams

DEGREES = PREDICTORS = [1, 2, 3, 4, 6, 8, 10]
PENALTIES = [1e4, 1e3, 100.0, 10.0, 1.0, 0.1, 0.0]  # from simple to complex; the last two ends are "maximise, minimise"
SHARES = [1.0, 0.75, 0.5, 0.25, 0.1, 0.05, 0.0]  # K over the number of samples as found; 0: K = 1
PARTS = ("bias2", "variance", "from_noise", "train_error", "test_error")
FAMILIES = (
    "polynomial degree",
    "ridge penalty",
    "number of neighbours",
    "predictors, least squares",
    "predictors, nearest neighbours",
)


def population(
    seed: int, problems: int, designs: int, queries: int, samples: list[int], noise_sd: list[float]
) -> pd.DataFrame:
    """Decompose the errors of all models of `problems` random problems, the families in turn.

    samples, noise_sd: least and largest value; uniform and log-uniform. Each problem is solved again with twice as many
    samples. Columns: problem, family, relevant (predictors with an effect), dial (value of what makes a model complex),
    place (0 is the simplest model), size (as found, doubled), samples (as found), large_k (yes where K is at least half
    of them), and in units of the noise variance bias2, variance, from_noise (a part of it), train_error, test_error,
    and excess, by how many percent the test error is above the least one for the same problem and size.
    """
    rows = []
    for problem in track(range(problems), "random problems"):
        rng = streams.rng(seed, "bias_variance population", problem)
        family = FAMILIES[problem % len(FAMILIES)]
        n = int(rng.integers(samples[0], samples[1] + 1))
        sd = float(np.exp(rng.uniform(*np.log(noise_sd))))
        relevant, truth, dials, fit = _problem(rng, family, n)
        draw = _inputs(family)
        at = draw(rng, queries)
        for size, number in (("as found", n), ("doubled", 2 * n)):
            designs_drawn = [draw(rng, number) for _ in range(designs)]
            found = [fit(x, at, truth(x)) for x in designs_drawn]
            place = {"problem": problem, "family": family, "relevant": relevant, "size": size, "samples": n}
            rows.append(_table(found, truth(at), sd, dials).assign(**place))
    table = pd.concat(rows, ignore_index=True)
    large = (table.family == "number of neighbours") & (2 * table.dial >= table.samples)
    return table.assign(large_k=np.where(large, "yes", "no"))


def _inputs(family: str) -> Callable:
    columns = synthetic.PREDICTORS if family.startswith("predictors") else 1
    return lambda rng, number: rng.uniform(-1, 1, (number, columns))


def _problem(rng: np.random.Generator, family: str, n: int) -> tuple[int, Callable, list, Callable]:
    """Draw a problem: predictors with an effect, truth, values of the dial, and fit(x, at, f) -> Fits."""
    if family.startswith("predictors"):
        relevant = int(rng.integers(2, synthetic.PREDICTORS + 1))
        weights = synthetic.decaying_weights(rng.uniform(0.4, 1)) * (np.arange(synthetic.PREDICTORS) < relevant)
        degree, k = int(rng.integers(1, 4)), int(rng.integers(1, 11))
        return relevant, lambda x: synthetic.additive(x, weights), PREDICTORS, _by_predictors(family, degree, k)
    rate, phase = rng.uniform(2, 8), rng.uniform(0, 2 * np.pi)
    neighbours = sorted({max(1, round(share * n)) for share in SHARES}, reverse=True)
    dials, fit = {
        "polynomial degree": (DEGREES, lambda x, at, f: families.nested(x, at, f, DEGREES)),
        "ridge penalty": (PENALTIES, lambda x, at, f: families.penalised(x, at, f, PENALTIES)),
        "number of neighbours": (neighbours, lambda x, at, f: families.nearest(x, at, f, neighbours)),
    }[family]
    columns = (lambda x: x) if family == "number of neighbours" else lambda x: legendre(x, max(DEGREES))
    return (
        1,
        lambda x: np.sqrt(2) * np.sin(rate * x[:, 0] + phase),
        dials,
        lambda x, at, f: fit(columns(x), columns(at), f),
    )


def _by_predictors(family: str, degree: int, k: int) -> Callable:
    """Give fit(x, at, f) on the first so many predictors: polynomials of `degree` in each, or the `k` nearest."""
    if family == "predictors, least squares":
        columns = [p * degree for p in PREDICTORS]
        return lambda x, at, f: families.nested(legendre(x, degree), legendre(at, degree), f, columns)
    return lambda x, at, f: families.nearest_by_predictors(x, at, f, PREDICTORS, k)


def _table(found: list[Fits], truth: np.ndarray, sd: float, dials: list) -> pd.DataFrame:
    """Average the models of one problem over its designs; errors in units of the noise variance."""
    rows = []
    for place, dial in enumerate(dials):
        means = np.array([one.mean[place] for one in found])
        noise = sd**2 * np.array([one.noise[place] for one in found])
        train = np.array([one.train_error(sd)[place] for one in found])
        parts = pooled(means, noise, train, truth, sd)
        rows.append({"dial": float(dial), "place": place} | {name: parts[name] / sd**2 for name in PARTS})
    table = pd.DataFrame(rows)
    return table.assign(excess=100 * (table.test_error / table.test_error.min() - 1))
