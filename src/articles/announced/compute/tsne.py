"""MNIST in two dimensions by t-SNE (van der Maaten, Hinton 2008; from scikit-learn), PCA and LDA, and their quality.

PCA and LDA are fitted to the training images and then applied to test images; t-SNE gets only these test images,
without labels. t-SNE runs in one thread, so that the order of its sums, and with it every byte, is fixed.
"""

import numpy as np
import pandas as pd
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from articles.announced import neighbourhoods as nb
from articles.announced.classification_errors import sample_indices
from articles.announced.lda import scatters, solve
from datasets.mnist.split import split
from methods.pca.fit import fit
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats.intervals import Z95

START_SD = 1e-4  # standard deviation of the start, as in scikit-learn
LINEAR = ("PCA", "LDA")


def maps(
    mnist: dict, lda_summary: pd.DataFrame, seed: int, images: int, principal: int, perplexities: list[float]
) -> dict[str, np.ndarray]:
    """Map `images` test images to two dimensions: arrays (N, 2) by name, PCA, LDA, "t-SNE p" for each perplexity p.

    principal: number of PCA coordinates that t-SNE gets; the first two are its start. lda_summary: for the shrinkage,
    mnist_lda_summary.csv. Also gives labels, pixels (N, D), data.
    Raises BadInput for a perplexity above a third of the number of images.
    """
    digits = split(mnist, 0, seed)
    drawn = sample_indices(len(digits.test), images, seed)
    pixels, labels = digits.test[drawn], digits.test_labels[drawn]
    if max(perplexities) > len(pixels) / 3:
        expected = f"at most {len(pixels) // 3}, a third of the images"
        raise BadInput(
            "perplexity too large",
            where="t-SNE",
            expected=expected,
            found=max(perplexities),
            do="lower announced.maps.perplexities in config.yaml",
        )
    pca = fit(digits.train)
    lda = solve(scatters(digits.train, digits.train_labels), float(lda_summary["shrinkage"].iloc[0]))
    scores = pca.transform(pixels, principal)
    found = {"PCA": scores[:, :2], "LDA": lda.transform(pixels, 2)}
    with threadpool_limits(1):
        for perplexity in track(perplexities, "t-SNE"):
            found[f"t-SNE {perplexity:g}"] = layout(scores, perplexity, seed)
    return found | {"labels": labels, "pixels": pixels, "data": np.array(digits.data)}


def layout(scores: np.ndarray, perplexity: float, seed: int) -> np.ndarray:
    """Map `scores` (N, K) to two dimensions by t-SNE, started from the first two scores, shape (N, 2).

    Raises BadInput for scores that are not finite, and for a first score that is the same everywhere.
    """
    scores = arrays.floats(scores, "t-SNE: scores", ("N", "K"), finite=True)
    arrays.count(scores.shape[1], "t-SNE: number of scores", 2)
    if not np.ptp(scores[:, 0]):
        raise arrays.bad("no start", "t-SNE: scores", "different first scores", scores[0, 0])
    start = scores[:, :2] / scores[:, 0].std() * START_SD
    tsne = TSNE(perplexity=perplexity, init=start.astype(np.float32), random_state=seed, n_jobs=1)
    return tsne.fit_transform(scores).astype(np.float64)


def neighbourhoods(layouts: dict[str, np.ndarray], neighbours: list[int], judged: int) -> dict[str, pd.DataFrame]:
    """Measure how well each map keeps the neighbourhoods of the images, by Euclidean distances of their pixels.

    `kept`: map, k (those of `neighbours` below half the number of images), trustworthiness and overlap_percent with
    half widths, chance_percent (overlap of a random map). `summary`: map; at k = `judged` overlap_ratio (over the
    overlap of PCA) and trust_over_best_linear (paired difference to the better of PCA and LDA, with its half width);
    distance_correlation (Spearman's, over all pairs of images), distance_over_pca (its difference to PCA).
    """
    pixels, data = layouts["pixels"].astype(float), str(layouts["data"])
    names = [name for name in layouts if name in LINEAR or name.startswith("t-SNE")]
    truth = nb.order(pixels)
    orders = {name: nb.order(layouts[name]) for name in names}
    usable = [k for k in neighbours if k < len(pixels) / 2]
    kept = [{"map": name, "k": k, **_kept(truth, orders[name], k)} for name in names for k in usable]
    trust = {name: nb.trustworthiness(truth, orders[name], judged) for name in names}
    overlap = {name: nb.overlap(truth, orders[name], judged).mean() for name in names}
    spread = {name: nb.distance_correlation(pixels, layouts[name]) for name in names}
    linear = max(LINEAR, key=lambda name: trust[name].mean())
    rows = []
    for name in names:
        gain, half = _mean_and_halfwidth(trust[name] - trust[linear])
        row = {
            "map": name,
            "kind": "linear" if name in LINEAR else "t-SNE",
            "overlap_ratio": overlap[name] / overlap["PCA"],
        }
        row |= {"trust_over_best_linear": gain, "trust_over_best_linear_halfwidth": half}
        rows.append({**row, "distance_correlation": spread[name], "distance_over_pca": spread[name] - spread["PCA"]})
    tables = {"kept": pd.DataFrame(kept), "summary": pd.DataFrame(rows)}
    return {name: table.assign(images=len(pixels), data=data) for name, table in tables.items()}


def _kept(truth: np.ndarray, shown: np.ndarray, k: int) -> dict[str, float]:
    trust, trust_half = _mean_and_halfwidth(nb.trustworthiness(truth, shown, k))
    share, share_half = _mean_and_halfwidth(100 * nb.overlap(truth, shown, k))
    return {
        "trustworthiness": trust,
        "trustworthiness_halfwidth": trust_half,
        "overlap_percent": share,
        "overlap_percent_halfwidth": share_half,
        "chance_percent": 100 * k / (len(truth) - 1),
    }


def _mean_and_halfwidth(values: np.ndarray) -> tuple[float, float]:
    return float(values.mean()), Z95 * float(values.std()) / np.sqrt(len(values))
