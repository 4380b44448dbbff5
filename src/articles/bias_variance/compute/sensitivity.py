"""Section on bias: how far the predictions of K nearest neighbours depend on each of many predictors, against K."""

import numpy as np
import pandas as pd

from articles.bias_variance.compute import synthetic
from articles.bias_variance.compute.decomposition import grouped
from articles.bias_variance.compute.smoothers import neighbours
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

# A predictor remains if its sensitivity is at least this share of the strongest one's (relative), or of Var f = 1
# (absolute). The first of each scale is drawn; a claim is judged at all. All were set before looking at results.
LIMITS = {"relative": (0.1, 0.05, 0.2), "absolute": (0.01, 0.005, 0.02, 0.05)}
FEW = 2  # predictors that may be enough, as the article says


def worlds(predictors: int) -> dict[str, np.ndarray]:
    """Give the weights (predictors,) in synthetic.additive of each kind of data that is tried."""
    return {
        "all matter equally": np.ones(predictors),
        "two matter": np.repeat([1.0, 0.0], [FEW, predictors - FEW]),
        "weights fall by 0.8": synthetic.decaying_weights(0.8, predictors),
        "weights fall by 0.6": synthetic.decaying_weights(0.6, predictors),
    }


def sensitivity(
    seed: int,
    predictors: int,
    samples: int,
    queries: int,
    noise_sd: float,
    neighbours_swept: list[int],
    models: int,
    groups: int,
) -> dict[str, pd.DataFrame]:
    """Measure the sensitivity of predictions to each predictor for every K in `neighbours_swept`.

    Sensitivity to predictor j: half the mean squared change of the prediction when x_j of the query is drawn anew
    (Jansen 1999, the numerator of the total Sobol index). `predictors`: world (key of `worlds`), k, large_k (yes from
    half the samples on), predictor, sensitivity, share_percent (of the sum). `remaining`: world, scale (key of LIMITS,
    at its first limit), k, large_k, remaining (number of predictors, mean over models) with half width. `can`: see
    there. Raises BadInput for a K outside 1 to samples - 1 (at K = samples the prediction is one constant).
    """
    _check(neighbours_swept, samples)
    each, remaining, found = [], [], {}
    for w, (world, weights) in enumerate(worlds(predictors).items()):
        rngs = [streams.rng(seed, "bias_variance sensitivity", w, m) for m in track(range(models), "sensitivity")]
        found[world] = np.array([_changes(rng, samples, queries, noise_sd, weights, neighbours_swept) for rng in rngs])
        for i, k in enumerate(neighbours_swept):
            place = {"world": world, "k": k, "large_k": "yes" if 2 * k >= samples else "no"}
            mean = found[world][:, i].mean(axis=0)
            for j, value in enumerate(mean):
                share = 100 * value / mean.sum()
                each.append(place | {"predictor": j + 1, "sensitivity": value, "share_percent": share})
            for scale, limits in LIMITS.items():
                own = kept(found[world][:, i], scale, limits[0])
                part = grouped(lambda rows, own=own: (own[rows].mean(),), models, groups, ("remaining",))
                remaining.append({"world": world, "scale": scale} | place | part)
    large = [i for i, k in enumerate(neighbours_swept) if 2 * k >= samples]
    return {
        "predictors": pd.DataFrame(each),
        "remaining": pd.DataFrame(remaining),
        "can": can(found, int(np.argmin(neighbours_swept)), {i: neighbours_swept[i] for i in large}),
    }


def can(found: dict[str, np.ndarray], small: int, large: dict[int, int]) -> pd.DataFrame:
    """Look in all worlds and at every large K for the one at which most models lose predictors that a small K keeps.

    found: world -> sensitivities (models, K, predictors); small: position of the smallest K; large: position -> K.
    Columns: limit (scale and limit); two_percent of the models keep exactly two predictors, some_percent at least one
    but not all, both where the same model at the smallest K keeps more, with half widths, world and K.
    Raises BadInput for sensitivities that are not finite or of another shape.
    """
    axes = ("models", "K", "predictors")
    found = {world: arrays.doubles(one, f"sensitivities, {world}", axes, finite=True) for world, one in found.items()}
    rows = []
    for scale, limits in LIMITS.items():
        for limit in sorted(limits):
            row: dict = {"limit": f"{scale} {limit:g}"}
            for name in ("two", "some"):
                row |= _most(found, small, large, name, scale, limit)
            rows.append(row)
    return pd.DataFrame(rows)


def _most(found: dict[str, np.ndarray], small: int, large: dict[int, int], name: str, scale: str, limit: float) -> dict:
    """Find the world and the large K with the largest share of models that keep as many predictors as `name` says."""
    best = (-1, 0, "", 0)
    for world, sensitivities in found.items():
        left = kept(sensitivities, scale, limit)
        for i, k in large.items():
            few = left[:, i] == FEW if name == "two" else (left[:, i] > 0) & (left[:, i] < sensitivities.shape[2])
            hits = int((few & (left[:, small] > left[:, i])).sum())
            best = max(best, (hits, len(left), world, k), key=lambda one: one[0])
    hits, models, world, k = best
    half = 100 * float(share_halfwidth(hits, models))
    return {
        f"{name}_percent": 100 * hits / models,
        f"{name}_halfwidth": half,
        f"{name}_world": world,
        f"{name}_k": k,
        "models": models,
    }


def kept(sensitivities: np.ndarray, scale: str, limit: float) -> np.ndarray:
    """Count the predictors that remain on a scale at a limit: (...,) from sensitivities (..., predictors).

    Raises BadInput for numbers that are not finite, and for another scale.
    """
    sensitivities = arrays.doubles(sensitivities, "sensitivities", finite=True)
    if scale not in LIMITS or not sensitivities.ndim:
        expected = f"(..., predictors) and one of {', '.join(LIMITS)}"
        raise arrays.bad("no scale", "bias_variance.sensitivity", expected, f"{sensitivities.shape} and {scale}")
    strongest = sensitivities.max(axis=-1, keepdims=True) if scale == "relative" else 1.0
    return (sensitivities >= limit * strongest).sum(axis=-1)


def _check(neighbours_swept: list[int], samples: int) -> None:
    if not all(1 <= k < samples for k in neighbours_swept) or 2 * max(neighbours_swept) < samples:
        raise BadInput(
            "K out of range",
            where="bias_variance.sensitivity.neighbours_swept",
            expected=f"1 to {samples - 1}, with one that is at least half of {samples}",
            found=neighbours_swept,
            do="correct it in config.yaml",
        )


def _changes(rng, samples, queries, noise_sd, weights, swept) -> np.ndarray:
    """Train one model and give the sensitivity (K, predictor) of its predictions."""
    number = len(weights)
    x, at, anew = (rng.uniform(-1, 1, (n, number)) for n in (samples, queries, queries))
    targets = synthetic.additive(x, weights) + noise_sd * rng.normal(size=samples)
    moved = np.repeat(at[None], number + 1, axis=0)
    for j in range(number):
        moved[j + 1, :, j] = anew[:, j]
    order = neighbours(x, moved.reshape(-1, number))
    sums = np.cumsum(targets[order], axis=1).reshape(len(moved), queries, samples)
    k = np.array(swept)
    predictions = sums[:, :, k - 1] / k
    return np.mean((predictions[1:] - predictions[0]) ** 2, axis=1).T / 2
