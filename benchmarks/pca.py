"""The full spectrum of 60,000 × 784 pixels: this project's PCA against scikit-learn's covariance_eigh, in turn.

Prints medians and ratios, not a verdict: seconds depend on the machine, and on what else it does; the ratio of runs
taken in turn depends on it less. Compiled kernels are warm. Run: python benchmarks/pca.py [--quick]
Real MNIST is used where MNIST_DIR or the user cache has it, else twelve copies of the embedded 5,000 images.
"""

import argparse
import os
import time
import tracemalloc

import numpy as np
from sklearn.decomposition import PCA

from articles.mnist import find
from articles.pca.pca import fit

ROWS = 60_000
AGREEMENT = 1e-6  # relative to the largest eigenvalue, and of the projectors on the leading axes


def pixels() -> tuple[np.ndarray, str]:
    """Give 60,000 images as rows of bytes, and where they come from."""
    arrays = find.obtain("auto", os.environ.get("MNIST_DIR", ""), [], timeout_seconds=1)["arrays"]
    images = arrays["train_images"].reshape(len(arrays["train_images"]), -1)
    return np.tile(images, (ROWS // len(images), 1)), str(arrays["data"])


def timed(function, *args) -> tuple[np.ndarray, object]:
    """Give the seconds of the clock and of all processors that a call takes, and what it returns."""
    start = np.array([time.perf_counter(), time.process_time()])
    result = function(*args)
    return np.array([time.perf_counter(), time.process_time()]) - start, result


def with_scikit_learn(table):
    """Fit all components, the fastest exact way that scikit-learn has for tall tables."""
    return PCA(svd_solver="covariance_eigh").fit(table)


def ours(table):
    """Fit all components with this project's core."""
    return fit(table, ddof=1)


def disagreement(pca, peer, leading: int = 200) -> float:
    """Largest difference of eigenvalues, relative to the largest, and of the projectors on the leading axes."""
    values = np.abs(pca.variances - peer.explained_variance_).max() / pca.variances[0]
    axes, others = pca.axes[:, :leading], peer.components_[:leading].T
    return max(values, np.abs(axes @ axes.T - others @ others.T).max())


def peak_megabytes(table) -> float:
    """Memory that a fit adds at its peak to that of the table."""
    tracemalloc.start()
    ours(table)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def main() -> None:
    """Warm up, check the answers, time A B A B ..., print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, and bytes alone")
    quick = parser.parse_args().quick
    table, origin = pixels()
    tables = {"bytes": table}
    if not quick:
        tables |= {"bytes as float64": table.astype(np.float64), "grey levels 0 to 1": table / 255}
    repeats = 3 if quick else 9
    print(f"{len(table):,} × {table.shape[1]}: {origin}; {repeats} times in turn, medians")
    for name, samples in tables.items():
        apart = disagreement(ours(samples), with_scikit_learn(samples))
        if apart > AGREEMENT:
            raise SystemExit(f"{name}: the answers differ by {apart:.2g}")
        pairs = np.array([[timed(f, samples)[0] for f in (ours, with_scikit_learn)] for _ in range(repeats)])
        for what, mine, peer in zip(("clock", "processor"), *pairs.transpose(1, 2, 0), strict=True):
            ratio = peer / mine
            print(
                f"{name:18} {what:9} seconds: here {np.median(mine):.3f}, scikit-learn {np.median(peer):.3f}, "
                f"ratio {np.median(ratio):.2f} ({ratio.min():.2f} to {ratio.max():.2f}); answers within {apart:.1g}"
            )
    few, every = peak_megabytes(table[:6000]), peak_megabytes(table)
    print(f"memory beyond the table: {few:.0f} MB for 6,000 rows, {every:.0f} MB for all")


if __name__ == "__main__":
    main()
