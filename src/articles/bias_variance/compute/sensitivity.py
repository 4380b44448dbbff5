"""Section on bias and variance: what K nearest neighbours do with ten predictors, and what ten cost against two."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance import worlds
from articles.bias_variance.decomposition import grouped, noise_variance, over_inputs, training_error
from articles.bias_variance.smoothers import Ridge, knn_weights, legendre, neighbours
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import ratio

WORLDS = {"all ten matter equally": np.ones(worlds.PREDICTORS), "two matter": np.repeat([1.0, 0.0], [2, 8])}
# A predictor remains from these on, both fixed before looking: a share of the strongest one's sensitivity, and a share
# of Var f, which is 1 (f itself owes a tenth of it to each of ten equal predictors).
SCALES = {"relative": 0.1, "absolute": 0.01}
FEW = (1, 5)  # predictors that may remain where two are said to


def sensitivity(
    seed: int, samples: int, queries: int, noise_sd: float, neighbours_swept: list[int], models: int, groups: int
) -> dict[str, pd.DataFrame]:
    """Measure how far K-nearest-neighbour predictions depend on each predictor, over K.

    Sensitivity to predictor j: mean squared change of the prediction when x_j of the query is drawn anew, halved
    (Jansen 1999, the numerator of the total Sobol index). `predictors`: world, k, large_k (half the samples or more),
    predictor, sensitivity, share_percent (of the sum). `remaining`: world, scale (one of SCALES), k, large_k, remaining
    (mean number of predictors, over single models) with half width. `large_k`: see there.
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
        rngs = [streams.rng(seed, "bias_variance sensitivity", w, m) for m in track(range(models), "sensitivity")]
        changes = np.array(
            [_squared_changes(rng, samples, queries, noise_sd, weights, neighbours_swept) for rng in rngs]
        )
        left = _left(changes / 2)
        for i, k in enumerate(neighbours_swept):
            place = {"world": world, "k": k, "large_k": "yes" if 2 * k >= samples else "no"}
            mean = changes[:, i].mean(axis=0) / 2
            for j, value in enumerate(mean):
                share = 100 * value / mean.sum()
                predictors.append(place | {"predictor": j + 1, "sensitivity": value, "share_percent": share})
            for scale, counts in left.items():
                own = counts[:, i]
                found = grouped(lambda rows, own=own: (own[rows].mean(),), models, groups, ("remaining",))
                remaining.append({"world": world, "scale": scale} | place | found)
    table = pd.DataFrame(remaining)
    return {"predictors": pd.DataFrame(predictors), "remaining": table, "large_k": large_k(table)}


def large_k(remaining: pd.DataFrame) -> pd.DataFrame:
    """Sum up over every large K how many predictors remain: columns world, scale, least, most, kept.

    kept: "one to five" if the whole interval lies there (FEW) at every large K, else the range of the mean numbers.
    """
    rows = []
    for (world, scale), own in remaining[remaining.large_k == "yes"].groupby(["world", "scale"], sort=False):
        low, high = own.remaining - own.remaining_halfwidth, own.remaining + own.remaining_halfwidth
        few = low.min() >= FEW[0] and high.max() <= FEW[1]
        least, most = own.remaining.min(), own.remaining.max()
        row = {"world": world, "scale": scale, "least": least, "most": most}
        rows.append(row | {"kept": "one to five" if few else f"{least:.1f} to {most:.1f}"})
    return pd.DataFrame(rows)


def _left(sensitivities: np.ndarray) -> dict[str, np.ndarray]:
    """Count by either scale the predictors that remain: (models, K) from (models, K, predictors)."""
    strongest = sensitivities.max(axis=2, keepdims=True)
    least = {"relative": SCALES["relative"] * strongest, "absolute": SCALES["absolute"]}
    return {scale: (sensitivities >= enough).sum(axis=2) for scale, enough in least.items()}


def two_or_ten(
    seed: int, samples: int, test_points: int, noise_sd: float, k: int, designs: int, groups: int
) -> pd.DataFrame:
    """Decompose least squares (degree 1) and K nearest neighbours on the first 1 to 10 predictors, inputs drawn anew.

    Columns world, model, features, bias2 … from_inputs with half widths, and variance_over_two: the variance relative
    to the model on two predictors, with half width; from_noise_over_two is the same for the part from noise, which is
    what stays when the inputs are fixed.
    """
    at = worlds.unseen(streams.rng(seed, "bias_variance predictors, unseen"), test_points)
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
        half = f"{name}_halfwidth"
        times = ratio(table[name], table[half], two[name], two[half])
        table[f"{name}_over_two"], table[f"{name}_over_two_halfwidth"] = times
    return table


def _least_squares(own: np.ndarray, at: np.ndarray, _k: int) -> np.ndarray:
    return Ridge(legendre(own, 1), legendre(np.vstack([at, own]), 1)).weights(0.0)


def _nearest(own: np.ndarray, at: np.ndarray, k: int) -> np.ndarray:
    return knn_weights(neighbours(own, np.vstack([at, own])), k)


_MODELS = {"least squares": _least_squares, "K nearest neighbours": _nearest}


def _draws(seed, designs, samples, at, predictors, model, k, weights, noise_sd) -> Iterator[tuple]:
    for design in range(designs):
        x = streams.rng(seed, "bias_variance predictors", design).uniform(-1, 1, (samples, worlds.PREDICTORS))
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
