"""Sizes that `scale` multiplies, and the shards that work is cut into: disjoint ranges which together are the whole."""

import copy
import re

from articles.errors import BadInput

# What `scale` multiplies, and the end it stops at: 10^10 pairs, seeds that still pay, all training images of MNIST.
LIMITS = {
    ("curse", "angles", "sweep", "pairs"): 10**10,
    ("knn", "neighbourhoods", "leave_one_out"): 60_000,
    ("lstm_backward", "training", "seeds"): 50,
}
UNSHARDED = "1-of-1"


def scaled(config: dict) -> dict:
    """Give a copy of `config` with the sizes of LIMITS times config["scale"], each up to its limit, never smaller."""
    config = copy.deepcopy(config)
    for path, limit in LIMITS.items():
        block = config
        for key in path[:-1]:
            block = block[key]
        block[path[-1]] = max(block[path[-1]], min(block[path[-1]] * config["scale"], limit))
    return config


def unsharded(config: dict) -> dict:
    """Give `config` without the number of shards: no result follows from it."""
    return {key: value for key, value in config.items() if key != "shards"}


def run_of(total: int, shard: str, multiple: int = 1) -> range:
    """Give the run of `total` samples that `shard` ("2-of-7") stands for; runs differ by at most one `multiple`.

    Every run but the last ends at a whole `multiple`; a run is empty where there are more shards than multiples.
    Raises BadInput for a shard that is none.
    """
    found = re.fullmatch(r"(\d+)-of-(\d+)", shard)
    number, shards = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= shards:
        raise BadInput("no such shard", where=shard, expected="1-of-N to N-of-N", found=shard, do="correct the call")
    whole = -(-total // multiple)
    first, stop = (whole * n // shards * multiple for n in (number - 1, number))
    return range(min(first, total), min(stop, total))
