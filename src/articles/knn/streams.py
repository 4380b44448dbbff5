"""Random numbers of the KNN article: a generator for each block of work, independent of every other's."""

import numpy as np

STREAM = 60  # first spawn key of this article; the second is the topic's
ROLES, LEAVE_ONE_OUT, CLOUDS, REGRESSION, RESCALING, ACCURACY, STOPWATCH, DEFINITION = range(8)


def rng(seed: int, topic: int, *key: int) -> np.random.Generator:
    """Give the generator of block `key` of one topic."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM, topic, *key)))
