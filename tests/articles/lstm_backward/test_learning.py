"""Training of several nets in one call: each is the net that is trained alone."""

import numpy as np
import pytest

from articles.lstm_backward import nets
from articles.lstm_backward.compute import learning, tasks
from articles.lstm_backward.compute.training import Settings
from recomputed.errors import BadInput

BUDGET = Settings(
    steps=6, hidden=5, updates=4, batch=3, learning_rate=0.05, threshold=1.0, evaluations=2, test_sequences=40
)


def same(one: dict, two: dict) -> bool:
    return set(one) == set(two) and all(np.array_equal(one[name], two[name], equal_nan=True) for name in one)


@pytest.mark.parametrize("cell", [nets.SIMPLE, "vanilla"])
def test_a_net_among_others_is_the_net_alone(cell):
    todo = tasks.task("adding", 5, BUDGET.steps, BUDGET.test_sequences)
    together = learning.learn(cell, todo, BUDGET, 5, [3, 0, 0], [0.05, 1e30, 0.01], [1.0, 1.0, 0.5])
    alone = [learning.train_net(cell, todo, BUDGET, 5, n, *of) for n, *of in [(3,), (0, 1e30, 1.0), (0, 0.01, 0.5)]]
    assert all(same(*pair) for pair in zip(together, alone, strict=True))
    assert not same(together[1], together[2])
    assert np.isfinite(together[0]["loss"]).all()
    assert together[0]["update"].tolist() == [0, 2, 4]


def test_unknown_cells_and_lists_of_other_lengths_are_refused():
    todo = tasks.task("adding", 5, BUDGET.steps, BUDGET.test_sequences)
    with pytest.raises(BadInput):
        learning.learn("no gates at all", todo, BUDGET, 5, [0])
    with pytest.raises(ValueError, match="zip"):
        learning.learn("vanilla", todo, BUDGET, 5, [0, 1], [0.1])
