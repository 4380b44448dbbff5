"""The shards of the neighbourhoods of one part, joined again."""

import numpy as np


def join_shards(shards: dict[str, dict]) -> dict:
    """Concatenate the arrays of `shards` (path -> arrays of `neighbourhoods`), in their order."""
    first = next(iter(shards.values()))
    whole = {name: np.concatenate([shard[name] for shard in shards.values()]) for name in first if name != "data"}
    return {**whole, "data": first["data"]}
