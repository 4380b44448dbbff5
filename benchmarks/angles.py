"""Angles of random pairs: the fused kernel against vectorised NumPy, in turn, in one process.

Prints medians and their ratio, not a verdict: seconds depend on the machine, and on what else it does.
Run: python benchmarks/angles.py [--quick]
"""

import argparse
import resource
import time

import numpy as np
from numba import get_num_threads

from articles.curse.compute import angles

CHUNK = 4096  # pairs that NumPy holds at a time: the fastest of 1024 to 65536 here


def with_numpy(dimension: int, pairs: int, seed: int) -> np.ndarray:
    """Draw, multiply, divide, arccos and count in vectorised NumPy, in chunks, float64."""
    rng, total = np.random.default_rng(seed), np.zeros(angles.FINE_BINS, np.int64)
    for first in range(0, pairs, CHUNK):
        u, v = rng.uniform(-1, 1, (2, min(CHUNK, pairs - first), dimension))
        lengths = np.sqrt(np.einsum("ij,ij->i", u, u) * np.einsum("ij,ij->i", v, v))
        angle = np.arccos(np.einsum("ij,ij->i", u, v) / lengths)
        total += np.histogram(angle, angles.FINE_BINS, (0, np.pi))[0]
    return total


def fused(dimension: int, pairs: int, seed: int) -> np.ndarray:
    """Count with the kernel, on all of numba's threads."""
    return angles.counts("cube", dimension, pairs, seed)


def timed(function, *args) -> tuple[np.ndarray, np.ndarray]:
    """Give the seconds of the clock and of all processors that a call takes, and what it returns."""
    start = np.array([time.perf_counter(), time.process_time()])
    result = function(*args)
    return np.array([time.perf_counter(), time.process_time()]) - start, result


def megabytes() -> float:
    """Give the largest memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Warm up, time A B A B ..., compare the two histograms, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer pairs and repetitions")
    quick = parser.parse_args().quick
    dimension, pairs, repeats = 100, 100_000 if quick else 1_000_000, 3 if quick else 7
    fused(dimension, 10_000, 0)
    with_numpy(dimension, 10_000, 0)
    small = megabytes()
    ours, peers = np.empty((2, repeats, 2))
    for seed in range(repeats):
        ours[seed], a = timed(fused, dimension, pairs, seed)
        peers[seed], b = timed(with_numpy, dimension, pairs, seed)
        difference = np.abs(np.cumsum(a - b)).max() / pairs
        if difference > angles.KOLMOGOROV_999 * np.sqrt(2 / pairs):
            raise SystemExit(f"the two histograms differ by {difference:.2g} at seed {seed}: not the same law")
    print(f"{pairs:,} pairs, D = {dimension}, {get_num_threads()} threads, {repeats} times in turn, medians")
    for what, kernel, numpy in zip(("clock", "processor"), ours.T, peers.T, strict=True):
        ratio = numpy / kernel
        print(
            f"{what:9} seconds: kernel {np.median(kernel):.4f}, NumPy {np.median(numpy):.4f}, "
            f"ratio {np.median(ratio):.1f} ({ratio.min():.1f} to {ratio.max():.1f})"
        )
    before, many = megabytes(), 1_000_000 if quick else 1_000_000_000
    fused(2, many, 0)
    print(f"memory: {small:.0f} MB after 10,000 pairs; {many:,} pairs added {megabytes() - before:.1f} MB")


if __name__ == "__main__":
    main()
