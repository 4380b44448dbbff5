"""The nearest neighbours of MNIST images, found once; the other tables use them for every K and every rule for ties."""

import numpy as np

from datasets.mnist.split import Split, split
from methods.neighbours import checks
from methods.neighbours.search import Neighbours, merge, nearest
from recomputed.stats import streams
from recomputed.workflow.shards import run_of


def neighbourhoods(
    mnist: dict,
    part: str,
    shard: str,
    k_max: int,
    validation_images: int,
    leave_one_out: int,
    distance_ties: str,
    seed: int,
) -> dict[str, np.ndarray]:
    """Find the `k_max` nearest training images for a shard of one part of the images.

    part: test (the test images, among all training images), validation (held-out training images, among each half of
    the rest, and the two merged), or leave_one_out (`leave_one_out` seeded training images, among all others).
    shard: "2-of-7", the block of queries to answer; all shards joined in order are the whole.
    distance_ties: which of two equally far images counts as nearer, one of checks.DISTANCE_TIES.
    Returns distances, indices (Q, k_max) into the training images, labels (Q, k_max) of the neighbours, truth (Q,),
    data; for validation also labels_a, labels_b, of the neighbours in either half. Raises BadInput for K out of range.
    """
    parts = split(mnist, validation_images, seed)
    find = {"test": _test, "validation": _validation, "leave_one_out": _leave_one_out}[part]
    arrays = find(parts, lambda total: _queries(total, shard), k_max, distance_ties, leave_one_out, seed)
    return {**arrays, "data": np.array(parts.data)}


def _test(parts: Split, queries_of, k_max: int, ties: str, *_) -> dict:
    queries = queries_of(len(parts.test))
    found = nearest(parts.train, parts.test[queries], k_max, ties=ties)
    return _arrays(found, parts, parts.test_labels[queries])


def _validation(parts: Split, queries_of, k_max: int, ties: str, *_) -> dict:
    queries = parts.validation[queries_of(len(parts.validation))]
    halves = []
    for half in (parts.half_a, parts.half_b):
        checks.count(k_max, len(half))
        found = nearest(parts.train[half], parts.train[queries], k_max, ties=ties)
        halves.append(Neighbours(found.distances, half.astype(np.int32)[found.indices]))
    arrays = _arrays(merge(*halves, k_max, ties), parts, parts.train_labels[queries])
    labels = {f"labels_{name}": parts.train_labels[half.indices] for name, half in zip("ab", halves, strict=True)}
    return arrays | labels


def _leave_one_out(parts: Split, queries_of, k_max: int, ties: str, images: int, seed: int) -> dict:
    rng = streams.rng(seed, "knn leave one out")
    chosen = np.sort(rng.choice(len(parts.train), min(images, len(parts.train)), replace=False))
    queries = chosen[queries_of(len(chosen))]
    found = nearest(parts.train, parts.train[queries], k_max, own=queries, ties=ties)
    return _arrays(found, parts, parts.train_labels[queries])


def _queries(total: int, shard: str) -> slice:
    run = run_of(total, shard)
    return slice(run.start, run.stop)


def _arrays(found: Neighbours, parts: Split, truth: np.ndarray) -> dict:
    labels = parts.train_labels[found.indices]
    return {"distances": found.distances, "indices": found.indices, "labels": labels, "truth": truth}
