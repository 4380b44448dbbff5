"""What fewer dimensions keep of the images: variance and nearest neighbours (appendix of the article)."""

import numpy as np
import pandas as pd

from methods.neighbours.search import nearest
from methods.pca.fit import Pca
from recomputed import arrays
from recomputed.stats.intervals import share_halfwidth


def kept(fits: dict[str, Pca], latent: int, thresholds: list[float]) -> pd.DataFrame:
    """Compare the share of the variance in the first `latent` axes of every fit with every threshold, in per cent.

    Columns: digits (name of the fit), threshold_percent, kept_percent, over_threshold (kept over threshold).
    """
    rows = [
        (name, threshold, percent, percent / threshold)
        for name, percent in ((name, 100 * pca.cumulative[latent - 1]) for name, pca in fits.items())
        for threshold in thresholds
    ]
    return pd.DataFrame(rows, columns=["digits", "threshold_percent", "kept_percent", "over_threshold"])


def left_out(pca: Pca, counts: list[int]) -> pd.DataFrame:
    """Give the share of the variance that is left after the first axes: columns after_axis, percent."""
    rest = [100 * pca.ratios[count:].sum() for count in counts]
    return pd.DataFrame({"after_axis": counts, "percent": rest})


def neighbours(pca: Pca, vectors: np.ndarray, latent: int, counts: list[int], queries: int) -> pd.DataFrame:
    """Ask how many of the K nearest images of an image stay the same if all are reduced to `latent` dimensions.

    vectors: images (N, D); queries: images tried, evenly spread over the set; counts: the K. Columns: k, queries,
    kept_percent, halfwidth (95 % interval for images drawn at random, one neighbour of each counted as one draw).
    Raises BadInput for images that are no finite (N, D).
    """
    vectors = arrays.real(vectors, "images", ("N", "D"), finite=True)
    own = np.linspace(0, len(vectors) - 1, min(queries, len(vectors))).astype(np.int64)
    scores = pca.transform(vectors, latent)
    most = max(counts)
    before, after = (nearest(table, table[own], most, own=own).indices for table in (vectors, scores))
    rows = []
    for k in counts:
        hits = sum(len(np.intersect1d(one[:k], other[:k])) for one, other in zip(before, after, strict=True))
        share = hits / (k * len(own))
        rows.append((k, len(own), 100 * share, 100 * share_halfwidth(share * len(own), len(own))))
    return pd.DataFrame(rows, columns=["k", "queries", "kept_percent", "halfwidth"])
