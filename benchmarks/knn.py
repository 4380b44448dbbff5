"""The 100 nearest of 60,000 MNIST images: this project beside faiss with votes, and beside the bare float32 product.

Ours takes bytes and gives exact distances; the others get float32 tables ready made. Real numbers take another way,
without a product: beside scikit-learn, on images whose pixels are standardised and on points of a plane.
Without MNIST the 5,000 embedded images stand in, for growth as often as needed.
"""

from functools import partial

import numpy as np
from numba import get_num_threads
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

import images
from growth import Growth
from methods.neighbours import votes
from methods.neighbours.search import nearest
from side_by_side import Contest, peer

K = 100
BLOCK = 2000  # queries that the bare product multiplies at a time


def contests(quick: bool) -> list[Contest]:
    """Give the rows: 10,000 queries, all K up to 100, with votes; against the bare product, without; real numbers."""
    arrays = images.mnist()["arrays"]
    samples = images.training()[: 3000 if quick else None]
    queries = images.as_rows(arrays["test_images"] if len(arrays["test_images"]) else arrays["train_images"])
    return [*_pixels(samples, arrays["train_labels"], queries[: 300 if quick else 10_000]), *_reals(samples, quick)]


def _pixels(samples: np.ndarray, labels: np.ndarray, queries: np.ndarray) -> list[Contest]:
    floats, asked = samples.astype(np.float32), queries.astype(np.float32)
    what = f"KNN: {len(queries):,} queries, {len(samples):,}×{samples.shape[1]}, all K ≤ {K}"

    def ours() -> np.ndarray:
        return votes.classify(labels[nearest(samples, queries, K).indices], 10, "lowest")[0]

    faiss = peer("faiss")
    theirs = (lambda: most_votes(labels[faiss_search(faiss, floats, asked)])) if faiss else None
    products = np.zeros((min(BLOCK, len(asked)), len(samples)), np.float32)

    def bare() -> np.ndarray:
        for first in range(0, len(asked), BLOCK):
            some = asked[first : first + BLOCK]
            last = np.matmul(some, floats.T, out=products[: len(some)])
        return last

    def search():
        return nearest(samples, queries, K)

    norms = np.square(floats).sum(axis=1), np.square(asked).sum(axis=1)
    return [
        Contest(f"{what}, votes", "faiss IndexFlatL2 and votes", 1, ours, theirs, differing, 0.001, 5),
        Contest(what, "bare float32 product", 0.8, search, bare, partial(off, *norms), 1e-5, 5),
    ]


def _reals(samples: np.ndarray, quick: bool) -> list[Contest]:
    """Real numbers as the workflow has them: its largest table, and many points of few columns."""
    size, few = (300, 1000) if quick else (1500, 10_000)
    scaled = StandardScaler().fit_transform(samples[:size].astype(np.float64))
    plane = np.random.default_rng(0).normal(size=(2 * few, 2))

    def contest(table: np.ndarray, queries: np.ndarray) -> Contest:
        what = f"KNN of real numbers: {len(queries):,} queries, {len(table):,}×{table.shape[1]}, K = {K}"
        brute = NearestNeighbors(n_neighbors=K, algorithm="brute" if table.shape[1] > 15 else "kd_tree").fit(table)
        theirs = partial(brute.kneighbors, queries)
        return Contest(what, "scikit-learn", 1, partial(nearest, table, queries, K), theirs, farther, 1e-6)

    return [contest(scaled[size // 5 :], scaled[: size // 5]), contest(plane[few:], plane[:few])]


def farther(ours, others: tuple) -> float:
    """Give the largest difference of a distance, relative to the largest of all."""
    theirs = others[0]
    return float(np.abs(np.sqrt(ours.distances) - theirs).max() / theirs.max())


def off(norms: np.ndarray, query_norms: np.ndarray, ours, last: np.ndarray) -> float:
    """How far |x|² - 2 x·y + |y|² of the last block's product is from our distances, relative to the largest."""
    distances, indices = (part[-len(last) :] for part in ours)
    theirs = norms[indices] + query_norms[-len(last) :, None] - 2 * np.take_along_axis(last, indices, axis=1)
    return float(np.abs(theirs - distances).max() / distances.max())


def faiss_search(faiss, floats: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Find the neighbours with faiss, on as many threads as ours: indices (Q, K)."""
    faiss.omp_set_num_threads(get_num_threads())
    index = faiss.IndexFlatL2(floats.shape[1])
    index.add(floats)
    return index.search(asked, K)[1]


def most_votes(labels: np.ndarray) -> np.ndarray:
    """Give the most frequent label, the lowest of equals, of the first 1, 2 … K neighbours' labels (Q, K)."""
    counts = np.zeros((*labels.shape, 10), np.int16)
    np.put_along_axis(counts, labels[..., None].astype(np.int64), 1, axis=2)
    return np.cumsum(counts, axis=1, dtype=np.int16).argmax(axis=2)


def differing(ours: np.ndarray, others: np.ndarray) -> float:
    """Give the share of predictions that differ: neighbours equally far are ordered differently in float32."""
    return float((ours != others).mean())


def growths() -> list[Growth]:
    """Samples from 50 to 60,000, each query asked about 50 of them, and queries from 10 to 10,000, about 100."""
    table = images.training(60_000)
    sizes = [50, 150, 500, 1500, 5000, 15_000, 60_000]
    return [
        Growth("KNN", "samples", sizes, lambda n: lambda: nearest(table[:n], table[:500], 50), 1, 1),
        Growth("KNN", "queries", [10, 100, 1000, 10_000], lambda n: lambda: nearest(table[:6000], table[:n], K), 1, 1),
    ]
