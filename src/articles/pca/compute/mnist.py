"""PCA on MNIST (article appendix): first images, eigenvectors as images, contribution ratios, reconstructions.

The article does not say how it scales pixels: here they are grey levels 0..255. Contribution ratios are the same for
any scale.
"""

import numpy as np
import pandas as pd

from datasets.mnist.split import part
from methods.pca.fit import Pca, fit
from recomputed import arrays
from recomputed.errors import BadInput


def study(
    mnist: dict,
    digit: int,
    first_images: int,
    eigenvectors: int,
    share: float,
    latent_dimension: int,
    number_of_results: int,
    low_cycles: float,
) -> dict:
    """Fit one digit and all ten (USE_ALL_NUMBERS False and True); give every table and picture of the appendix.

    latent_dimension, number_of_results: the article's LATENT_DIMENSION and NUMBER_OF_RESULTS; share: the cumulative
    contribution ratio to reach; low_cycles: see `coarseness`. Returns a dict: `images` (arrays), `ratios`, `summary`,
    `reconstruction`, `shapes`, `switch` (tables). Raises BadInput if the training set has too few images of the digit.
    """
    (images, labels), data = part(mnist, "train"), str(mnist["data"])
    chosen = select(labels, False, digit)
    if len(chosen) < max(first_images, number_of_results):
        expected = f"at least {max(first_images, number_of_results)} images of {digit}"
        raise BadInput("too few images", where="MNIST", expected=expected, found=len(chosen), do="choose another digit")
    sets = {str(digit): chosen, "all": select(labels, True, digit)}
    vectors = {name: images[index].reshape(len(index), -1) for name, index in sets.items()}
    fits = {name: fit(table) for name, table in vectors.items()}
    one, own = fits[str(digit)], vectors[str(digit)]
    latent = [latent_dimension, one.mean.size]
    tables = {
        "ratios": pd.concat([_ratios(name, pca) for name, pca in fits.items()]),
        "summary": pd.DataFrame(
            [_summary(name, pca, len(sets[name]), share, latent_dimension) for name, pca in fits.items()]
        ),
        "reconstruction": pd.concat([_errors(one, own, count, chosen[:number_of_results]) for count in latent]),
        "shapes": coarseness(one.axes[:, :eigenvectors], images.shape[1:], low_cycles),
        "switch": _switch(labels, digit),
    }
    pictures = {
        **_pictures(one, images, chosen, first_images, eigenvectors, latent, number_of_results),
        "digit": np.array(digit),
        "data": np.array(data),
    }
    return {"images": pictures, **{name: table.assign(data=data) for name, table in tables.items()}}


def _pictures(one: Pca, images, chosen, first_images: int, eigenvectors: int, latent: list[int], results: int) -> dict:
    """Give the arrays of the figures: first images of the digit, eigenvectors, `results` images and reconstructions."""
    shape, shown = images.shape[1:], images[chosen[:results]]
    vectors = shown.reshape(len(shown), -1)
    return {
        "first": images[chosen[:first_images]],
        "first_index": chosen[:first_images],
        "eigenvectors": one.axes[:, :eigenvectors].T.reshape(-1, *shape),
        "eigenvalue_percent": 100 * one.ratios[:eigenvectors],
        "originals": shown,
        "rebuilt": np.stack([rebuild(one, vectors, count).reshape(-1, *shape) for count in latent]),
    }


def select(labels: np.ndarray, use_all_numbers: bool, digit: int) -> np.ndarray:
    """Give the indices of the images to use: all of them, or those of `digit` alone."""
    labels = arrays.whole(labels, "labels", ("images",), 0)
    return np.arange(len(labels)) if use_all_numbers else np.flatnonzero(labels == digit)


def rebuild(pca: Pca, vectors: np.ndarray, count: int) -> np.ndarray:
    """Reconstruct `vectors` (N, D) from their coordinates on the first `count` axes: (N, D), in the same units."""
    return pca.reconstruct(pca.transform(vectors, count))


def coarseness(axes: np.ndarray, shape: tuple[int, int], low_cycles: float, group: int = 5) -> pd.DataFrame:
    """Give the share of the power of eigenvectors, `axes` (D, K), below `low_cycles` cycles per image width.

    The eigenvectors are images of `shape`; shares are means over groups of `group` eigenvectors. Columns: first, last
    (numbers from 1), low_frequency_percent.
    """
    axes = arrays.doubles(axes, "axes", (shape[0] * shape[1], "K"), finite=True)
    arrays.count(group, "eigenvectors in a group", 1)
    if not axes.any(axis=0).all():
        raise arrays.bad("no power", "axes", "columns that are not all 0", "a column of zeros")
    power = np.abs(np.fft.fft2(axes.T.reshape(-1, *shape))) ** 2
    cycles = np.hypot(*np.meshgrid(*(np.fft.fftfreq(side, 1 / side) for side in shape), indexing="ij"))
    percent = 100 * power[:, cycles < low_cycles].sum(axis=1) / power.sum(axis=(1, 2))
    first = np.arange(0, len(percent), group)
    return pd.DataFrame(
        {
            "first": first + 1,
            "last": np.minimum(first + group, len(percent)),
            "low_frequency_percent": [percent[start : start + group].mean() for start in first],
        }
    )


def _ratios(digits: str, pca: Pca) -> pd.DataFrame:
    dimension = np.arange(1, pca.mean.size + 1)
    return pd.DataFrame(
        {"digits": digits, "dimension": dimension, "ratio": pca.ratios, "cumulative_ratio": pca.cumulative}
    )


def _summary(digits: str, pca: Pca, images: int, share: float, latent: int) -> dict:
    # The mean squared error of all images is the sum of the eigenvalues left out.
    return {
        "digits": digits,
        "images": images,
        "pixels": pca.mean.size,
        "pixels_never_inked": int((pca.mean == 0).sum()),
        "share": share,
        "dimension_reaching_share": pca.dimension_reaching(share),
        "latent_dimension": latent,
        "cumulative_ratio": pca.cumulative[latent - 1],
        "kept_percent": 100 * pca.cumulative[latent - 1],
        "rmse_grey": np.sqrt(pca.variances[latent:].sum() / pca.mean.size),
        "beyond_latent_percent": 100 * pca.ratios[latent:].sum(),
    }


def _errors(pca: Pca, vectors: np.ndarray, count: int, shown: np.ndarray) -> pd.DataFrame:
    """Give the errors of each shown image, then of all: RMSE over pixels, share of variance lost, largest error."""
    error, white = rebuild(pca, vectors, count) - vectors, np.ptp(vectors)
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


def _switch(labels: np.ndarray, digit: int) -> pd.DataFrame:
    """Compare the images of the two settings of USE_ALL_NUMBERS, as printed (True, True) and edited (True, False)."""
    forms = {"printed": (True, True), "edited": (True, False)}
    rows = []
    for form, settings in forms.items():
        one, other = (select(labels, setting, digit) for setting in settings)
        differ = "no" if np.array_equal(one, other) else "yes"
        rows.append({"form": form, "first_images": len(one), "second_images": len(other), "differ": differ})
    return pd.DataFrame(rows)
