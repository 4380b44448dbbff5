"""The kernels of training: products against NumPy, gradients and updates against the functions that keep a tape."""

import numpy as np
import pytest

from articles.lstm_backward import nets
from methods.optimisers import adam
from methods.rnn import clipping, lanes, readout
from methods.rnn.parameters import NotFinite, lstm_shapes, random, readout_shapes, simple_shapes
from methods.rnn.trainer import Trainer
from methods.rnn.variants import VARIANTS, Variant
from recomputed.errors import BadInput

# steps, batch, inputs, hidden, outputs, answers: blocks that are full, not full, several, and the smallest sizes
SIZES = [(7, 5, 2, 5, 1, 1), (6, 40, 3, 9, 2, 6), (5, 33, 28, 16, 10, 3), (1, 1, 1, 1, 1, 1)]
EXACT = {np.float64: 1e-13, np.float32: 1e-4}


class Case:
    """A random net with a readout, and a batch with targets or labels."""

    def __init__(self, cell, sizes, labels, dtype=np.float64):
        steps, batch, inputs, hidden, outputs, self.answers = sizes
        rng, self.cell, self.steps = np.random.default_rng(3), cell, steps
        self.variant = None if cell == nets.SIMPLE else VARIANTS[cell]
        of_cell = simple_shapes(inputs, hidden) if self.variant is None else lstm_shapes(inputs, hidden, self.variant)
        self.weights = random(of_cell | readout_shapes(hidden, outputs), rng, 0.5, dtype)
        self.x = rng.normal(size=(steps, batch, inputs)).astype(dtype)
        answers = self.answers, batch
        self.target = rng.integers(0, outputs, answers) if labels else rng.normal(size=(*answers, outputs))
        self.loss = readout.cross_entropy if labels else readout.squared_error

    def trainer(self):
        return Trainer(self.weights, self.variant, self.steps, self.answers)

    def outputs(self):
        return nets.forward(self.cell, self.weights, self.x, self.answers)

    def gradients(self):
        o, states, tape = self.outputs()
        error = self.loss(o, self.target)[1].astype(self.x.dtype)
        return nets.backward(self.cell, self.weights, states, tape, error)


def relative(found, true):
    return max(np.abs(found[name] - true[name]).max() / max(np.abs(true[name]).max(), 1e-3) for name in true)


@pytest.mark.parametrize("dtype", EXACT)
@pytest.mark.parametrize("labels", [False, True], ids=["squares", "labels"])
@pytest.mark.parametrize("cell", nets.CELLS)
def test_gradients_are_those_of_the_functions_with_a_tape(cell, labels, dtype):
    for sizes in SIZES:
        case = Case(cell, sizes, labels, dtype)
        trainer = case.trainer()
        found = trainer.gradients(case.x, case.target)
        assert set(found) == set(case.weights)
        assert relative(found, case.gradients()) < EXACT[dtype]
        assert relative({"o": trainer.outputs(case.x)}, {"o": case.outputs()[0]}) < EXACT[dtype]
        assert relative(trainer.gradients(case.x, case.target), found) == 0


@pytest.mark.parametrize("threshold", [1e-3, 1e3])
@pytest.mark.parametrize("cell", [nets.SIMPLE, "full gate recurrence"])
def test_updates_are_adam_with_clipped_gradients(cell, threshold):
    case = Case(cell, SIZES[1], labels=False)
    trainer, step = case.trainer(), adam(list(case.weights.values()))
    for _ in range(5):
        trainer.update(case.x, case.target, 0.1, threshold)
        clipped = clipping.by_norm(case.gradients(), threshold)
        step([clipped[name] for name in case.weights], 0.1)
    assert relative(trainer.parameters(), case.weights) < 1e-11


@pytest.mark.parametrize("dtype", EXACT)
def test_products_are_numpys_for_all_sizes(dtype):
    rng, block = np.random.default_rng(0), lanes.block_size(dtype)
    for rows in [*range(1, 2 * lanes.TALL + 2), 64]:
        a, b = rng.normal(size=(rows % 5 + 1, rows + 2)).astype(dtype), rng.normal(size=(9, block)).astype(dtype)
        true = a[:, :rows].T @ b[: len(a)]
        found = np.ones((rows + 1, block), dtype)
        for keep in (False, True):
            lanes.multiply(a.ravel(), rows + 2, rows, b.ravel(), len(a), found.ravel(), keep)
            assert relative({"": found[:rows]}, {"": true * (1 + keep)}) < EXACT[dtype]
        assert (found[rows] == 1).all()
    for rows, columns in [(1, 1), (2, 3), (5, 7), (lanes.ROWS * 3, lanes.COLUMNS), (19, 64)]:
        a, b = (rng.normal(size=(3, n + 1, block)).astype(dtype) for n in (rows, columns))
        found = np.ones(rows * columns + 1, dtype)
        lanes.correlate(a.reshape(3, -1), rows, b.reshape(3, -1), columns, 3, found)
        true = 1 + np.einsum("tin,tjn->ij", a[:, :rows], b[:, :columns])
        assert relative({"": found[:-1].reshape(rows, columns)}, {"": true}) < EXACT[dtype]
        assert found[-1] == 1


def test_the_rest_of_a_batch_changes_no_bit_of_an_output():
    case = Case("vanilla", SIZES[1], labels=False, dtype=np.float32)
    whole = case.trainer().outputs(case.x)
    np.testing.assert_array_equal(case.trainer().outputs(case.x[:, 3:37]), whole[:, 3:37])


def test_a_gradient_that_is_not_finite_changes_nothing():
    case = Case("vanilla", SIZES[0], labels=False)
    trainer, case.x[2, 1, 0] = case.trainer(), np.nan
    with pytest.raises(NotFinite):
        trainer.update(case.x, case.target, 0.1, 1)
    assert relative(trainer.parameters(), case.weights) == 0


def test_a_trainer_refuses_what_does_not_fit():
    case = Case("vanilla", SIZES[0], labels=True)
    trainer = case.trainer()
    for x, target in [
        (case.x[1:], case.target),
        (case.x[:, :, :1], case.target),
        (case.x[:, :0], case.target[:, :0]),
        (case.x, case.target[:, 1:]),
        (case.x, case.target + 7),
        (case.x, case.target - 7),
        (case.x, np.zeros((1, 5, 2))),
    ]:
        with pytest.raises(BadInput):
            trainer.update(x, target, 0.1, 1)
    with pytest.raises(BadInput):
        Trainer(case.weights, case.variant, 4, 5)
    with pytest.raises(BadInput):
        Trainer(case.weights, Variant(recurrent_gates=True), 4, 1)
    with pytest.raises(BadInput):
        Trainer({name: a for name, a in case.weights.items() if name != "V"}, case.variant, 4, 1)
