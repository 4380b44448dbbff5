"""PCA on MNIST (article appendix): first images, eigenvectors as images, contribution ratios, reconstructions.

The article does not say how it scales pixels: here they are grey levels 0..255. Contribution ratios are the same for
any scale.
"""

import numpy as np
import pandas as pd

from articles.pca.compute.mnist_kept import kept, left_out, neighbours
from articles.pca.compute.mnist_rebuilt import errors, frames, pictures
from articles.pca.compute.mnist_shapes import coarseness, likeness
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
    slider_axes: list[int],
    slider_images: int,
    ranges: dict,
) -> dict:
    """Fit one digit and all ten (USE_ALL_NUMBERS False and True); give every table and picture of the appendix.

    latent_dimension, number_of_results: the article's LATENT_DIMENSION and NUMBER_OF_RESULTS; share: the cumulative
    contribution ratio to reach; ranges: see `_of_ranges`. slider_axes, slider_images: see
    `frames`. Returns a dict: `images` and `frames` (arrays) and tables. Raises BadInput
    if the training set has too few images of the digit.
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
            [
                {"digits": name, "images": len(sets[name])} | _summary(pca, share, latent_dimension)
                for name, pca in fits.items()
            ]
        ),
        "reconstruction": pd.concat([errors(one, own, count, chosen[:number_of_results]) for count in latent]),
        "sizes": _sizes(images, labels),
        "switch": _switch(labels, digit),
        **_of_ranges(fits, str(digit), own, _mean_images(images, labels), latent_dimension, eigenvectors, ranges),
    }
    arrays_of_figures = {
        **pictures(one, images, chosen, first_images, eigenvectors, latent, number_of_results),
        "digit": np.array(digit),
        "data": np.array(data),
    }
    moving = {**frames(one, images, chosen[:slider_images], slider_axes), "data": np.array(data)}
    return {
        "images": arrays_of_figures,
        "frames": moving,
        **{name: table.assign(data=data) for name, table in tables.items()},
    }


def _of_ranges(
    fits: dict[str, Pca], digit: str, own: np.ndarray, means: np.ndarray, latent: int, eigenvectors: int, ranges: dict
) -> dict[str, pd.DataFrame]:
    """Make the tables whose thresholds are this project's: every table at all values of its range.

    own: images of the digit (N, D); means: mean images (10, D). ranges: low_cycles and likeness_of_first, see
    mnist_shapes; kept_percent, left_out_after, neighbours_k and neighbours_of, see mnist_kept.
    """
    one, side = fits[digit], round(np.sqrt(own.shape[1]))
    axes = one.axes[:, :eigenvectors]
    return {
        "shapes": coarseness(axes, (side, side), ranges["low_cycles"]),
        "likeness": likeness(axes, means, int(digit), ranges["likeness_of_first"]),
        "kept": kept(fits, latent, ranges["kept_percent"]),
        "left_out": left_out(one, ranges["left_out_after"]),
        "neighbours": neighbours(one, own, latent, ranges["neighbours_k"], ranges["neighbours_of"]),
    }


def select(labels: np.ndarray, use_all_numbers: bool, digit: int) -> np.ndarray:
    """Give the indices of the images to use: all of them, or those of `digit` alone."""
    labels = arrays.whole(labels, "labels", ("images",), 0)
    return np.arange(len(labels)) if use_all_numbers else np.flatnonzero(labels == digit)


def _ratios(digits: str, pca: Pca) -> pd.DataFrame:
    dimension = np.arange(1, pca.mean.size + 1)
    return pd.DataFrame(
        {"digits": digits, "dimension": dimension, "ratio": pca.ratios, "cumulative_ratio": pca.cumulative}
    )


def _mean_images(images: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Give the mean image of every digit that has one, else zeros: (10, pixels)."""
    vectors = images.reshape(len(images), -1)
    return np.array([vectors[labels == d].mean(axis=0) if (labels == d).any() else vectors[0] * 0.0 for d in range(10)])


def _sizes(images: np.ndarray, labels: np.ndarray) -> pd.DataFrame:
    """Give the sides of an image in pixels, and the lowest and highest digit: columns quantity, value."""
    sizes = {"rows": images.shape[1], "columns": images.shape[2]}
    sizes |= {"lowest digit": labels.min(), "highest digit": labels.max()}
    return pd.DataFrame({"quantity": list(sizes), "value": list(sizes.values())})


def _summary(pca: Pca, share: float, latent: int) -> dict:
    # The mean squared error of all images is the sum of the eigenvalues left out.
    return {
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


def _switch(labels: np.ndarray, digit: int) -> pd.DataFrame:
    """Compare the images of the two settings of USE_ALL_NUMBERS, as printed (True, True) and edited (True, False)."""
    forms = {"printed": (True, True), "edited": (True, False)}
    rows = []
    for form, settings in forms.items():
        one, other = (select(labels, setting, digit) for setting in settings)
        differ = "no" if np.array_equal(one, other) else "yes"
        rows.append({"form": form, "first_images": len(one), "second_images": len(other), "differ": differ})
    return pd.DataFrame(rows)
