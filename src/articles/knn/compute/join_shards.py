"""The shards of the neighbours of one part, joined again."""

import numpy as np

from recomputed import arrays


def join_shards(shards: dict[str, dict]) -> dict:
    """Concatenate the arrays of `shards` (path -> arrays of `neighbours`), in their order, at least one shard."""
    if not shards:
        raise arrays.bad("no shards", "knn.neighbours", "one or more", "none")
    first = next(iter(shards.values()))
    whole = {name: np.concatenate([shard[name] for shard in shards.values()]) for name in first if name != "data"}
    return {**whole, "data": first["data"]}
