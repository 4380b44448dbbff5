"""Section on bias and variance: what K nearest neighbours do with ten predictors, and what ten cost against two."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance import worlds
from articles.bias_variance.decomposition import grouped, noise_variance, over_inputs, training_error
from articles.bias_variance.smoothers import Ridge, knn_weights, legendre, neighbours
from articles.errors import BadInput
from articles.progress import track

STREAM = 32  # spawn key of this topic
WORLDS = {"all ten matter equally": np.ones(worlds.PREDICTORS), "two matter": np.repeat([1.0, 0.0], [2, 8])}
IGNORED_BELOW = 0.1  # of the strongest predictor's sensitivity; fixed before looking


def sensitivity(
    seed: int, samples: int, queries: int, noise_sd: float, neighbours_swept: list[int], models: int, groups: int
) -> dict[str, pd.DataFrame]:
    """Measure how far K-nearest-neighbour predictions depend on each predictor, over K.

    Sensitivity to predictor j: mean squared change of the prediction when x_j of the query is drawn anew, halved
    (Jansen 1999, the numerator of the total Sobol index). `predictors`: world, k, large_k (half the samples or more),
    predictor, sensitivity, share_percent (of the sum). `remaining`: world, k, large_k, remaining (mean number,
    over single models, of predictors with at least a tenth of the strongest one's sensitivity) with half width.
    Raises BadInput for a K outside 1 to samples - 1 (at K = samples the prediction is one constant).
    """
    if not all(1 <= k < samples for k in neighbours_swept):
        expected = f"1 to {samples - 1}"
        raise BadInput(
            "K out of range",
            where="bias_variance.sensitivity",
            expected=expected,
            found=neighbours_swept,
            do="mend config.yaml",
        )
    predictors, remaining = [], []
    for w, (world, weights) in enumerate(WORLDS.items()):
        rngs = [worlds.rng(seed, STREAM, 0, w, m) for m in track(range(models), "sensitivity")]
        changes = np.array(
            [_squared_changes(rng, samples, queries, noise_sd, weights, neighbours_swept) for rng in rngs]
        )
        left = (changes >= IGNORED_BELOW * changes.max(axis=2, keepdims=True)).sum(axis=2)
        for i, k in enumerate(neighbours_swept):
            place = {"world": world, "k": k, "large_k": "yes" if 2 * k >= samples else "no"}
            mean = changes[:, i].mean(axis=0) / 2
            for j, value in enumerate(mean):
                share = 100 * value / mean.sum()
                predictors.append(place | {"predictor": j + 1, "sensitivity": value, "share_percent": share})
            counts = left[:, i]
            found = grouped(lambda rows, counts=counts: (counts[rows].mean(),), models, groups, ("remaining",))
            remaining.append(place | found)
    return {"predictors": pd.DataFrame(predictors), "remaining": pd.DataFrame(remaining)}


def two_or_ten(
    seed: int, samples: int, test_points: int, noise_sd: float, k: int, designs: int, groups: int
) -> pd.DataFrame:
    """Decompose least squares (degree 1) and K nearest neighbours on the first 1 to 10 predictors, inputs drawn anew.

    Columns world, model, features, bias2 … from_inputs with half widths, and variance_over_two: the variance relative
    to the model on two predictors, with half width; from_noise_over_two is the same for the part from noise, which is
    what stays when the inputs are fixed.
    """
    at = worlds.unseen(seed, test_points, STREAM, 1)
    cases = [(world, model, p) for world in WORLDS for model in _MODELS for p in range(1, worlds.PREDICTORS + 1)]
    rows = []
    for world, model, p in track(cases, "two or ten predictors"):
        draws = _draws(seed, designs, samples, at, p, _MODELS[model], k, WORLDS[world], noise_sd)
        parts = over_inputs(draws, worlds.additive(at, WORLDS[world]), noise_sd, groups)
        rows.append({"world": world, "model": model, "features": p} | parts)
    table = pd.DataFrame(rows)
    two = table[table.features == 2].set_index(["world", "model"])
    two = two.loc[list(zip(table.world, table.model, strict=True))].reset_index()
    for name in ("variance", "from_noise"):
        ratio = table[name] / two[name]
        half = np.hypot(table[f"{name}_halfwidth"], ratio * two[f"{name}_halfwidth"]) / two[name]
        table[f"{name}_over_two"] = ratio
        table[f"{name}_over_two_halfwidth"] = half
    return table


def _least_squares(own: np.ndarray, at: np.ndarray, _k: int) -> np.ndarray:
    return Ridge(legendre(own, 1), legendre(np.vstack([at, own]), 1)).weights(0.0)


def _nearest(own: np.ndarray, at: np.ndarray, k: int) -> np.ndarray:
    return knn_weights(neighbours(own, np.vstack([at, own])), k)


_MODELS = {"least squares": _least_squares, "K nearest neighbours": _nearest}


def _draws(seed, designs, samples, at, predictors, model, k, weights, noise_sd) -> Iterator[tuple]:
    for design in range(designs):
        x = worlds.rng(seed, STREAM, 2, design).uniform(-1, 1, (samples, worlds.PREDICTORS))
        truth = worlds.additive(x, weights)
        both = model(x[:, :predictors], at[:, :predictors], k)
        own, hat = both[: len(at)], both[len(at) :]
        yield own @ truth, noise_variance(own, noise_sd), training_error(hat, truth, noise_sd)


def _squared_changes(rng, samples, queries, noise_sd, weights, swept) -> np.ndarray:
    """Train one model and give the mean squared change (K, predictor) of its predictions."""
    x, at, anew = (rng.uniform(-1, 1, (n, worlds.PREDICTORS)) for n in (samples, queries, queries))
    targets = worlds.additive(x, weights) + noise_sd * rng.normal(size=samples)
    moved = np.repeat(at[None], worlds.PREDICTORS + 1, axis=0)
    for j in range(worlds.PREDICTORS):
        moved[j + 1, :, j] = anew[:, j]
    order = neighbours(x, moved.reshape(-1, worlds.PREDICTORS))
    sums = np.cumsum(targets[order], axis=1).reshape(len(moved), queries, samples)
    k = np.array(swept)
    predictions = sums[:, :, k - 1] / k
    return np.mean((predictions[1:] - predictions[0]) ** 2, axis=1).T
