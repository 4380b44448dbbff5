"""Section 2.2: counts of the angles between random vectors, for points of a cube and points of a ball.

The article draws points of a cube and speaks of points of a ball. Counts are integers and each pair depends only on its
number, so the shards add up to exactly the counts of one job.
"""

import numpy as np
import pandas as pd
from numba import get_num_threads

from articles.curse.compute import pair_kernels
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats.intervals import share_halfwidth
from recomputed.stats.philox import key
from recomputed.workflow.shards import UNSHARDED, run_of

FINE_BINS = 18000  # of 0.01 degrees: means, spreads and shares are computed from these counts
CHUNK_PAIRS = 4096 * pair_kernels.LANES  # per kernel call, so that progress can be shown; no effect on the result


def count_angles(distribution: str, dimension: int, pairs: int, seed: int, shard: str = UNSHARDED) -> np.ndarray:
    """Count the angles of `pairs` random pairs in FINE_BINS equal bins from 0 to 180 degrees: int64 (FINE_BINS,).

    `distribution`: "cube" (coordinates uniform in [-1, 1]) or "ball" (points uniform in the unit ball; their directions
    are normalised Gaussian vectors, and their radii are not drawn because no angle depends on them).
    `shard`, as in "2-of-7": count only the pairs of this shard.
    Raises BadInput for an unknown distribution, a dimension below 2, no pairs, or an impossible shard.
    """
    if distribution not in pair_kernels.DISTRIBUTIONS or dimension < 2 or pairs < 1:
        raise BadInput(
            "cannot draw angles",
            where="curse.angles",
            expected="distribution cube or ball, dimension 2 or more, 1 pair or more",
            found=(distribution, dimension, pairs),
            do="change the block in config.yaml",
        )
    number, words = pair_kernels.DISTRIBUTIONS[distribution], key(seed, f"curse angles {distribution}")
    run, total = run_of(pairs, shard, pair_kernels.LANES), np.zeros(FINE_BINS, np.int64)
    for first in track(run[::CHUNK_PAIRS], f"angles, {distribution}, D = {dimension}"):
        size = min(CHUNK_PAIRS, run.stop - first)
        total += pair_kernels.angle_counts(number, first, size, dimension, *words, FINE_BINS, get_num_threads())
    return total


def angle_counts(seed: int, dimensions: list[int], pairs: int, shard: str = UNSHARDED) -> dict[str, np.ndarray]:
    """Count one shard of the pairs of the sweep: for each distribution int64 (dimensions, FINE_BINS)."""
    return {
        name: np.stack([count_angles(name, d, pairs, seed, shard) for d in dimensions])
        for name in pair_kernels.DISTRIBUTIONS
    }


def angle_histograms(seed: int, dimensions: list[int], pairs: int, bin_deg: float) -> pd.DataFrame:
    """Tabulate the histograms of the angle for both distributions, with bins of `bin_deg` degrees.

    Columns: law (the distribution: ball or cube), dimension, pairs, angle_deg (middle of the bin), bin_deg, count,
    density_per_deg with its half width. Article section 2.2: 10,000 pairs, D = 2, 3, 50, 100.
    Raises BadInput if the bins do not divide 180 degrees into whole fine bins.
    """
    bins = round(180 / bin_deg)
    if FINE_BINS % bins or not np.isclose(bins * bin_deg, 180):
        raise BadInput(
            "bins do not fit",
            where="curse.angles.histograms.bin_deg",
            expected="a divisor of 180, a multiple of 0.01",
            found=bin_deg,
            do="choose 1, 2, 3 or 5",
        )
    edges = np.linspace(0, 180, bins + 1)
    tables = []
    for distribution in pair_kernels.DISTRIBUTIONS:
        for dimension in dimensions:
            count = count_angles(distribution, dimension, pairs, seed).reshape(bins, -1).sum(axis=1)
            table = pd.DataFrame({"law": distribution, "dimension": dimension, "pairs": pairs}, range(bins))
            table = table.assign(angle_deg=(edges[1:] + edges[:-1]) / 2, bin_deg=bin_deg, count=count)
            table["density_per_deg"] = count / pairs / bin_deg
            table["density_per_deg_halfwidth"] = share_halfwidth(count, pairs) / bin_deg
            tables.append(table)
    return pd.concat(tables)
