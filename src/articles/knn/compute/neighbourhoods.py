"""The neighbours of MNIST images, found once: what every K, every tie rule and every split is judged by."""

import numpy as np

from datasets.mnist.split import Roles, roles
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

    part: test (the test images against all training images), validation (held-out training images against each half of
    the rest, merged), or leave_one_out (`leave_one_out` seeded training images against all others).
    shard: "2-of-7", the run of the queries that is asked about; shards joined in order are the whole.
    distance_ties: which of two equally far images is the nearer neighbour, one of checks.DISTANCE_TIES.
    Returns distances, indices (Q, k_max) into the training images, labels (Q, k_max) of the neighbours, truth (Q,),
    data; for validation also labels_a, labels_b, of the neighbours in either half. Raises BadInput for K out of range.
    """
    cast = roles(mnist, validation_images, seed)
    found = {"test": _test, "validation": _validation, "leave_one_out": _leave_one_out}[part]
    arrays = found(cast, lambda n: _run(n, shard), k_max, distance_ties, leave_one_out, seed)
    return {**arrays, "data": np.array(cast.data)}


def _test(cast: Roles, run, k_max: int, ties: str, *_) -> dict:
    part = run(len(cast.test))
    return _arrays(nearest(cast.train, cast.test[part], k_max, ties=ties), cast, cast.test_labels[part])


def _validation(cast: Roles, run, k_max: int, ties: str, *_) -> dict:
    queries = cast.validation[run(len(cast.validation))]
    halves = []
    for half in (cast.half_a, cast.half_b):
        checks.count(k_max, len(half))
        found = nearest(cast.train[half], cast.train[queries], k_max, ties=ties)
        halves.append(Neighbours(found.distances, half.astype(np.int32)[found.indices]))
    arrays = _arrays(merge(*halves, k_max, ties), cast, cast.train_labels[queries])
    labels = {f"labels_{name}": cast.train_labels[half.indices] for name, half in zip("ab", halves, strict=True)}
    return arrays | labels


def _leave_one_out(cast: Roles, run, k_max: int, ties: str, images: int, seed: int) -> dict:
    rng = streams.rng(seed, "knn leave one out")
    chosen = np.sort(rng.choice(len(cast.train), min(images, len(cast.train)), replace=False))
    queries = chosen[run(len(chosen))]
    found = nearest(cast.train, cast.train[queries], k_max, own=queries, ties=ties)
    return _arrays(found, cast, cast.train_labels[queries])


def _run(total: int, shard: str) -> slice:
    run = run_of(total, shard)
    return slice(run.start, run.stop)


def _arrays(found: Neighbours, cast: Roles, truth: np.ndarray) -> dict:
    labels = cast.train_labels[found.indices]
    return {"distances": found.distances, "indices": found.indices, "labels": labels, "truth": truth}
