"""MNIST in two dimensions by t-SNE (van der Maaten, Hinton 2008; scikit-learn's), PCA and LDA, and what is kept.

PCA and LDA are fitted to the training images and asked to show test images; t-SNE sees the shown images alone,
without labels. One thread: with more, forces are added up in as many parts. Two gave the
same bytes where it was tried, but no one promises that.
"""

import numpy as np
import pandas as pd
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from articles.announced import neighbourhoods as nb
from articles.announced.judge import some
from articles.announced.lda import scatters, solve
from datasets.mnist.split import split
from methods.pca.fit import fit
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats.intervals import Z95

START = 1e-4  # standard deviation of the start, as scikit-learn scales its own
LINEAR = ("PCA", "LDA")


def maps(
    mnist: dict, lda_summary: pd.DataFrame, seed: int, images: int, principal: int, perplexities: list[float]
) -> dict[str, np.ndarray]:
    """Lay out `images` test images: arrays of (N, 2) by name, PCA, LDA, "t-SNE p" for each perplexity p.

    principal: PCA coordinates that t-SNE is given; the first two are its start. lda_summary: as lda.study gives it,
    for the shrinkage. Also labels, pixels (N, D), data.
    Raises BadInput where a perplexity asks for more neighbours than a third of the images.
    """
    cast = split(mnist, 0, seed)
    drawn = some(len(cast.test), images, seed)
    pixels, labels = cast.test[drawn], cast.test_labels[drawn]
    if max(perplexities) > len(pixels) / 3:
        expected = f"at most {len(pixels) // 3}, a third of the images"
        raise BadInput(
            "perplexity too large",
            where="t-SNE",
            expected=expected,
            found=max(perplexities),
            do="mend the perplexities",
        )
    pca = fit(cast.train)
    lda = solve(scatters(cast.train, cast.train_labels), float(lda_summary["shrinkage"].iloc[0]))
    scores = pca.transform(pixels, principal)
    found = {"PCA": scores[:, :2], "LDA": lda.transform(pixels, 2)}
    with threadpool_limits(1):
        for perplexity in track(perplexities, "t-SNE"):
            found[f"t-SNE {perplexity:g}"] = layout(scores, perplexity, seed)
    return found | {"labels": labels, "pixels": pixels, "data": np.array(cast.data)}


def layout(scores: np.ndarray, perplexity: float, seed: int) -> np.ndarray:
    """Lay out `scores` (N, K) in two dimensions by t-SNE, started from the first two, shape (N, 2)."""
    start = scores[:, :2] / scores[:, 0].std() * START
    tsne = TSNE(perplexity=perplexity, init=start.astype(np.float32), random_state=seed, n_jobs=1)
    return tsne.fit_transform(scores).astype(np.float64)


def measure(layouts: dict[str, np.ndarray], neighbours: list[int], judged: int) -> dict[str, pd.DataFrame]:
    """Measure what each map keeps of the neighbourhoods among the images themselves, distances of pixels.

    `kept`: map, k (those of `neighbours` under half the images), trustworthiness and overlap_percent with half widths,
    chance_percent (overlap of a random map). `summary`: map, at k = `judged`: overlap_ratio over PCA's,
    trust_over_best_linear (difference to the better of PCA and LDA, paired, with half width); distance_correlation
    (Spearman's, over all pairs of images), distance_over_pca (difference).
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
        gain, half = _mean(trust[name] - trust[linear])
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
    trust, trust_half = _mean(nb.trustworthiness(truth, shown, k))
    share, share_half = _mean(100 * nb.overlap(truth, shown, k))
    return {
        "trustworthiness": trust,
        "trustworthiness_halfwidth": trust_half,
        "overlap_percent": share,
        "overlap_percent_halfwidth": share_half,
        "chance_percent": 100 * k / (len(truth) - 1),
    }


def _mean(values: np.ndarray) -> tuple[float, float]:
    return float(values.mean()), Z95 * float(values.std()) / np.sqrt(len(values))
