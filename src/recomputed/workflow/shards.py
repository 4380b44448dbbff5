"""Sizes that `scale` multiplies, and the shards that work is cut into: disjoint ranges which together are the whole."""

import copy
import re

from recomputed.errors import BadInput

UNSHARDED = "1-of-1"


def scaled(settings: dict) -> dict:
    """Give a copy of `settings` in which each size that an article lists under `grows` is multiplied by `scale`.

    A size stops at the limit given there, and never becomes smaller.
    """
    settings = copy.deepcopy(settings)
    for block in [block for block in settings.values() if isinstance(block, dict)]:
        for place, limit in block.get("grows", {}).items():
            *path, key = place.split(".")
            sizes = block
            for name in path:
                sizes = sizes[name]
            sizes[key] = max(sizes[key], min(sizes[key] * settings["scale"], limit))
    return settings


def run_of(total: int, shard: str, multiple: int = 1) -> range:
    """Give the range of `total` samples of the shard `shard` ("2-of-7"); ranges differ by at most one `multiple`.

    Every range but the last ends at a whole `multiple`; a range is empty where there are more shards than multiples.
    Raises BadInput for a shard that is none.
    """
    found = re.fullmatch(r"(\d+)-of-(\d+)", shard)
    number, shards = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= shards:
        raise BadInput("no such shard", where=shard, expected="1-of-N to N-of-N", found=shard, do="correct the call")
    whole = -(-total // multiple)
    first, stop = (whole * n // shards * multiple for n in (number - 1, number))
    return range(min(first, total), min(stop, total))
