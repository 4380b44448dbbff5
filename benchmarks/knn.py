"""The 100 nearest of 60,000 MNIST images: this project, the bare float32 product, faiss, scikit-learn, in turn.

Rounds alternate between the programs, each in the same process and with the same number of threads, so that other work
on the machine hits all alike; ratios are medians over rounds. faiss (faiss-cpu) is no dependency of the project and is
left out where it is not installed. Prints ratios, not a verdict: seconds depend on the machine.
Run: python benchmarks/knn.py [--mnist results/data/mnist.npz] [--queries 2000] [--rounds 7]
"""

import argparse
import time
from statistics import median

import numpy as np
from numba import get_num_threads
from sklearn.neighbors import NearestNeighbors
from threadpoolctl import threadpool_limits

from articles.knn.neighbours import nearest

K = 100


def programs(samples: np.ndarray, queries: np.ndarray) -> dict:
    """Make the calls to time; all but ours get the float32 tables ready made."""
    floats, asked = samples.astype(np.float32), queries.astype(np.float32)
    products = np.empty((len(queries), len(samples)), np.float32)  # written to before the first round: no page faults
    products[:] = 0
    calls = {
        "bare product": lambda: np.matmul(asked, floats.T, out=products),
        "this project": lambda: nearest(samples, queries, K),
    }
    peer = NearestNeighbors(n_neighbors=K, algorithm="brute").fit(floats)
    calls["scikit-learn"] = lambda: peer.kneighbors(asked)
    try:
        import faiss
    except ImportError:
        return calls
    faiss.omp_set_num_threads(get_num_threads())
    index = faiss.IndexFlatL2(samples.shape[1])
    index.add(floats)
    return {**calls, "faiss IndexFlatL2": lambda: index.search(asked, K)}


def main() -> None:
    """Time every program in turn and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mnist", default="results/data/mnist.npz")
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with np.load(options.mnist) as arrays:
        samples = arrays["train_images"].reshape(len(arrays["train_images"]), -1)
        test = arrays["test_images"].reshape(len(arrays["test_images"]), samples.shape[1])
    calls = programs(samples, (test if len(test) else samples)[: options.queries])
    seconds = {name: [] for name in calls}
    for _ in range(options.rounds + 1):  # the first round warms up
        for name, call in calls.items():
            with threadpool_limits(get_num_threads(), "blas"):
                began = time.perf_counter()
                call()
                seconds[name].append(time.perf_counter() - began)
    print(f"{options.queries:,} queries, {len(samples):,} samples, K = {K}, {get_num_threads()} threads")
    ours = seconds["this project"][1:]
    for name, spent in seconds.items():
        ratio = median(a / b for a, b in zip(ours, spent[1:], strict=True))
        print(f"{name:20} {median(spent[1:]):7.3f} s (best {min(spent[1:]):.3f})   this project / it = {ratio:.2f}")


if __name__ == "__main__":
    main()
