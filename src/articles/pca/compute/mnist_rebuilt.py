"""Images rebuilt from fewer dimensions, and the pictures of the figures (appendix of the article)."""

import numpy as np
import pandas as pd

from methods.pca.fit import Pca
from recomputed import arrays


def pictures(one: Pca, images, chosen, first_images: int, eigenvectors: int, latent: list[int], results: int) -> dict:
    """Give the arrays of the figures: first images of the digit, eigenvectors, `results` images and reconstructions."""
    shape, shown = images.shape[1:], images[chosen[:results]]
    vectors = shown.reshape(len(shown), -1)
    return {
        "first": images[chosen[:first_images]],
        "first_index": chosen[:first_images],
        "eigenvectors": one.axes[:, :eigenvectors].T.reshape(-1, *shape),
        "eigenvalue_percent": 100 * one.ratios[:eigenvectors],
        "originals": shown,
        "rebuilt": np.stack([_rebuild(one, vectors, count).reshape(-1, *shape) for count in latent]),
    }


def frames(one: Pca, images: np.ndarray, chosen: np.ndarray, counts: list[int]) -> dict[str, np.ndarray]:
    """Rebuild the images `chosen` from each number of axes in `counts`, as whole grey levels from 0 to 255.

    Gives axes (n,), cumulative_ratio (n,), original (images, rows, columns) and rebuilt (n, images, rows, columns).
    Raises BadInput for other images, and for numbers of images that are not there.
    """
    images = arrays.real(images, "images", ("N", "rows", "columns"), finite=True)
    chosen = arrays.whole(chosen, "chosen images", ("n",), 0, len(images) - 1)
    counts, shown = [count for count in counts if count <= one.mean.size], images[chosen]
    vectors = shown.reshape(len(shown), -1)
    rebuilt = np.stack([_rebuild(one, vectors, count).reshape(shown.shape) for count in counts])
    return {
        "axes": np.array(counts),
        "cumulative_ratio": one.cumulative[np.array(counts) - 1],
        "original": shown,
        "rebuilt": np.clip(rebuilt.round(), 0, 255).astype(np.uint8),
    }


def _rebuild(pca: Pca, vectors: np.ndarray, count: int) -> np.ndarray:
    """Reconstruct `vectors` (N, D) from their coordinates on the first `count` axes: (N, D), in the same units."""
    return pca.reconstruct(pca.transform(vectors, count))


def errors(pca: Pca, vectors: np.ndarray, count: int, shown: np.ndarray) -> pd.DataFrame:
    """Give the errors of each shown image, then of all: RMSE over pixels, share of variance lost, largest error."""
    error, white = _rebuild(pca, vectors, count) - vectors, np.ptp(vectors)
    parts = [slice(n, n + 1) for n in range(len(shown))] + [slice(None)]
    return pd.DataFrame(
        {
            "latent_dimension": count,
            "image": [*map(str, shown), "all"],
            "rmse_grey": [np.sqrt(np.mean(error[part] ** 2)) for part in parts],
            "variance_lost_percent": [
                100 * np.sum(error[part] ** 2) / np.sum((vectors[part] - pca.mean) ** 2) for part in parts
            ],
            "largest_error_of_white": [np.abs(error[part]).max() / white for part in parts],
        }
    )
