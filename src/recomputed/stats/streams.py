"""Random numbers by name: each block of work has a stream of its own, whichever job, thread or order it is drawn in."""

import zlib

import numpy as np


def rng(seed: int, topic: str, *block: int) -> np.random.Generator:
    """Give the generator of one block of work, independent of every other's.

    seed: of the run. topic: what is drawn, a name used in one place only ("points in cubes"). block: its numbers.
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(zlib.crc32(topic.encode()), *block)))
