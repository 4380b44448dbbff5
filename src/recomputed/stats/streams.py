"""Random numbers by name: each block of work has a separate stream, so jobs, threads and their order change nothing."""

import zlib

import numpy as np

from recomputed import arrays


def rng(seed: int, topic: str, *block: int) -> np.random.Generator:
    """Give the generator of one block of work, independent of all other blocks.

    seed: of the run. topic: what is drawn, a name used in one place of the code only ("points in cubes").
    block: numbers of the block within its topic. Raises BadInput for a seed or block that is no whole number from 0.
    """
    arrays.count(seed, f"{topic}: seed", 0)
    for number in block:
        arrays.count(number, f"{topic}: block", 0)
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(zlib.crc32(topic.encode()), *block)))
