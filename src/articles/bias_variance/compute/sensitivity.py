"""Section on bias: how far the predictions of K nearest neighbours depend on each of ten predictors, against K."""

import numpy as np
import pandas as pd

from articles.bias_variance.compute import synthetic
from articles.bias_variance.compute.decomposition import grouped
from articles.bias_variance.compute.smoothers import neighbours
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams

# A predictor remains if its sensitivity is at least this share of the strongest one's (relative), or of Var f = 1
# (absolute; each of ten equal predictors causes a tenth of Var f). Both were fixed before looking at results.
SCALES = {"relative": 0.1, "absolute": 0.01}
FEW = (1, 5)  # numbers of remaining predictors that count as the article's two


def sensitivity(
    seed: int, samples: int, queries: int, noise_sd: float, neighbours_swept: list[int], models: int, groups: int
) -> dict[str, pd.DataFrame]:
    """Measure the sensitivity of predictions to each predictor for every K in `neighbours_swept`.

    Sensitivity to predictor j: half the mean squared change of the prediction when x_j of the query is drawn anew
    (Jansen 1999, the numerator of the total Sobol index). `predictors`: world (key of synthetic.RELEVANCE), k, large_k
    (yes from half the samples on), predictor, sensitivity, share_percent (of the sum). `remaining`: world, scale (key
    of SCALES), k, large_k, remaining (number of predictors, mean over models) with half width. `large_k`: see there.
    Raises BadInput for a K outside 1 to samples - 1 (at K = samples the prediction is one constant).
    """
    _check(neighbours_swept, samples)
    predictors, remaining = [], []
    for w, (world, weights) in enumerate(synthetic.RELEVANCE.items()):
        rngs = [streams.rng(seed, "bias_variance sensitivity", w, m) for m in track(range(models), "sensitivity")]
        changes = np.array(
            [_squared_changes(rng, samples, queries, noise_sd, weights, neighbours_swept) for rng in rngs]
        )
        counts = _count_remaining(changes / 2)
        for i, k in enumerate(neighbours_swept):
            place = {"world": world, "k": k, "large_k": "yes" if 2 * k >= samples else "no"}
            mean = changes[:, i].mean(axis=0) / 2
            for j, value in enumerate(mean):
                share = 100 * value / mean.sum()
                predictors.append(place | {"predictor": j + 1, "sensitivity": value, "share_percent": share})
            for scale, number in counts.items():
                own = number[:, i]
                found = grouped(lambda rows, own=own: (own[rows].mean(),), models, groups, ("remaining",))
                remaining.append({"world": world, "scale": scale} | place | found)
    table = pd.DataFrame(remaining)
    return {"predictors": pd.DataFrame(predictors), "remaining": table, "large_k": large_k(table)}


def large_k(remaining: pd.DataFrame) -> pd.DataFrame:
    """Sum up over every large K how many predictors remain: columns world, scale, least, most, kept.

    kept: "one to five" if at every large K the whole interval is within FEW, else the range of the mean numbers.
    """
    arrays.check_table(remaining, "remaining", ("world", "scale", "large_k", "remaining", "remaining_halfwidth"))
    rows = []
    for (world, scale), own in remaining[remaining.large_k == "yes"].groupby(["world", "scale"], sort=False):
        low, high = own.remaining - own.remaining_halfwidth, own.remaining + own.remaining_halfwidth
        few = low.min() >= FEW[0] and high.max() <= FEW[1]
        least, most = own.remaining.min(), own.remaining.max()
        row = {"world": world, "scale": scale, "least": least, "most": most}
        rows.append(row | {"kept": "one to five" if few else f"{least:.1f} to {most:.1f}"})
    return pd.DataFrame(rows)


def _check(neighbours_swept: list[int], samples: int) -> None:
    if not all(1 <= k < samples for k in neighbours_swept):
        raise BadInput(
            "K out of range",
            where="bias_variance.sensitivity.neighbours_swept",
            expected=f"1 to {samples - 1}",
            found=neighbours_swept,
            do="correct it in config.yaml",
        )


def _count_remaining(sensitivities: np.ndarray) -> dict[str, np.ndarray]:
    """Count the predictors that remain on each scale: (models, K) from (models, K, predictors)."""
    strongest = sensitivities.max(axis=2, keepdims=True)
    least = {"relative": SCALES["relative"] * strongest, "absolute": SCALES["absolute"]}
    return {scale: (sensitivities >= enough).sum(axis=2) for scale, enough in least.items()}


def _squared_changes(rng, samples, queries, noise_sd, weights, swept) -> np.ndarray:
    """Train one model and give the mean squared change (K, predictor) of its predictions."""
    x, at, anew = (rng.uniform(-1, 1, (n, synthetic.PREDICTORS)) for n in (samples, queries, queries))
    targets = synthetic.additive(x, weights) + noise_sd * rng.normal(size=samples)
    moved = np.repeat(at[None], synthetic.PREDICTORS + 1, axis=0)
    for j in range(synthetic.PREDICTORS):
        moved[j + 1, :, j] = anew[:, j]
    order = neighbours(x, moved.reshape(-1, synthetic.PREDICTORS))
    sums = np.cumsum(targets[order], axis=1).reshape(len(moved), queries, samples)
    k = np.array(swept)
    predictions = sums[:, :, k - 1] / k
    return np.mean((predictions[1:] - predictions[0]) ** 2, axis=1).T
