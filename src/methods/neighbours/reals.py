"""Three ways to the nearest of real numbers, chosen by the shape of the table; all rank by sums in a fixed order.

Up to FEW_COLUMNS columns every distance is summed in the order of the columns. Where there are many samples, SciPy's
tree gives candidates, more than are asked for; they are ranked by these sums, and the farthest candidate proves that no
other sample is nearer. With more columns a rounded product screens, as for integers: |x - y|² = |x|² - 2 x·y + |y|²
is known to |error| <= D u / (1 - D u) (|x| + |y|)² (Higham 2002, section 3.1), and what may belong to the nearest is
measured; see real_kernels. No result depends on the tree, on the BLAS library, on threads or on blocks.
"""

from concurrent.futures import Executor

import numpy as np

from methods.neighbours import checks, real_kernels

LEAST_FLOAT = 1e-140  # if all entries are smaller, squared distances lose digits or become 0
FEW_COLUMNS = real_kernels.IN_ORDER  # up to here both orders of summation are the same
TREE_COLUMNS, TREE_SAMPLES = 4, 500  # a tree is quicker up to so many columns, from so many samples
SPARE = 4  # candidates more than asked for
UNIT = float(np.finfo(np.float64).eps)  # twice the unit roundoff, which allows for the rounding of the bounds too


def work_on(samples: np.ndarray, queries: np.ndarray, own: np.ndarray, block: int, found, _pool: Executor):
    """Prepare the search; the function returned fills `found` for a slice of the queries.

    Raises BadInput for numbers that are too large, or all too small, to be squared.
    """
    samples, queries = np.ascontiguousarray(samples, np.float64), np.ascontiguousarray(queries, np.float64)
    _check_range(samples, queries)
    columns, count = samples.shape[1], found.indices.shape[1]
    if columns > FEW_COLUMNS:
        return _screened(samples, queries, own, block, found)
    if columns <= TREE_COLUMNS and len(samples) >= max(TREE_SAMPLES, 2 * (count + SPARE + 1)):
        return _by_tree(samples, queries, own, found)

    def work(part):
        real_kernels.rank_directly(samples, queries[part], own[part], found.distances[part], found.indices[part])

    return work


def _check_range(samples: np.ndarray, queries: np.ndarray) -> None:
    largest = max(-samples.min(), samples.max(), -queries.min(initial=0), queries.max(initial=0))
    if 0 < largest < LEAST_FLOAT:
        expected = f"an entry of {LEAST_FLOAT:.3g} or more"
        raise checks.bad("numbers too small to square", "samples, queries", expected, f"{largest:.3g}")
    # So that (2 most)², summed over all columns, does not overflow.
    most = np.sqrt(np.finfo(np.float64).max / samples.shape[1]) / 2
    if largest > most:
        raise checks.bad(
            "numbers too large to square", "samples, queries", f"entries up to {most:.3g}", f"{largest:.3g}"
        )


def _screened(samples, queries, own, block, found):
    halves, of_queries = (np.einsum("nd,nd->n", table, table) / 2 for table in (samples, queries))
    largest = halves.max()
    # Of half a squared distance: the errors of product, norms and measured distance, and as much again.
    slack = (samples.shape[1] + 8) * UNIT * 2 * (2 * np.sqrt(of_queries) * np.sqrt(largest) + of_queries + largest)

    def work(part):
        mine, nearest = queries[part], found.distances[part]
        for first in range(0, len(samples), block):
            some = slice(first, first + block)
            bounds = mine @ samples[some].T
            np.subtract(halves[some], bounds, out=bounds)
            cuts = nearest[:, -1] / 2 - of_queries[part] + slack[part]
            if bounds.shape[1] > nearest.shape[1]:  # K and one more, as the query itself may be among them
                within = np.partition(bounds, nearest.shape[1], axis=1)[:, nearest.shape[1]]
                cuts = np.minimum(cuts, within + 2 * slack[part])
            real_kernels.rank_screened(bounds, first, cuts, samples, mine, own[part], nearest, found.indices[part])

    return work


def _by_tree(samples, queries, own, found):
    from scipy.spatial import cKDTree  # an import of 0.1 s that the other ways do not need

    tree, count = cKDTree(samples), found.indices.shape[1]

    def work(part):
        mine, nearest, indices = queries[part], found.distances[part], found.indices[part]
        far, candidates = tree.query(mine, count + SPARE + 1)
        candidates = np.sort(candidates, axis=1)
        real_kernels.rank_candidates(samples, mine, candidates, own[part], nearest, indices)
        # Rounding in the tree is below a few units; a sample left out may be as near only where these reach the K-th.
        open_ = np.flatnonzero(far[:, -1] ** 2 * (1 - 16 * UNIT) <= nearest[:, -1])
        if len(open_):
            again = np.full((len(open_), count), np.inf), np.full((len(open_), count), -1, np.int32)
            real_kernels.rank_directly(samples, mine[open_], own[part][open_], *again)
            nearest[open_], indices[open_] = again

    return work
