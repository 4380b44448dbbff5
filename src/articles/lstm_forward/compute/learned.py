"""Section 4: whether an LSTM learns to forget its cell, to renew it, and to suppress its output.

The task: at each step a new value comes in, and at some steps a flag is up. write: keep this value in place of the last
one; read: give out the value kept. At all other steps nothing is to be kept or given out, the answer is 0.
"""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from methods.optimisers import adam
from methods.rnn import clipping, lstm, readout
from methods.rnn.parameters import GATES, Parameters, glorot, lstm_shapes, readout_shapes
from recomputed.runs.progress import track
from recomputed.stats import streams

FLAG_PROBABILITY = 0.25  # of each of the two flags at a step
# ability, gate, flag at which the gate should differ from the steps without it, and the sign of that difference
ABILITIES = (("forget", "f", "write", -1), ("renew", "i", "write", 1), ("suppress", "o", "read", 1))
CLIP = 1.0  # norm of the gradient
TEST_SEQUENCES = 500
Batch = tuple[np.ndarray, np.ndarray]


def learned(seed: int, nets: int, hidden: int, steps: int, batch: int, updates: int, rate: float) -> pd.DataFrame:
    """Train `nets` LSTMs without peepholes on the task above, by Adam at this learning `rate`, and compare their gates.

    Columns: ability (forget, renew, suppress), gate, flag, nets, contrast with half width, relative_loss (mean squared
    error over that of the best constant, mean over nets). The contrast is the gate's mean output where the flag is up
    minus that where it is not, for the forget gate the other way round, after training minus before: above 0 if the
    gate has learned the ability.
    """
    contrasts, losses = [], []
    test = draw(streams.rng(seed, "lstm_forward learned gates, test"), TEST_SEQUENCES, steps)
    for n in track(range(nets), "learned gates, nets done"):
        rng = streams.rng(seed, "lstm_forward learned gates", n)
        weights = _first(hidden, rng)
        before = _contrasts(weights, test)
        _train(weights, rng, steps, batch, updates, rate)
        contrasts.append(_contrasts(weights, test) - before)
        losses.append(_loss(weights, test) / test[1].var())
    half = stdtrit(nets - 1, 0.975) * np.std(contrasts, axis=0, ddof=1) / np.sqrt(nets)
    table = pd.DataFrame([row[:3] for row in ABILITIES], columns=["ability", "gate", "flag"])
    table = table.assign(nets=nets, contrast=np.mean(contrasts, axis=0), contrast_halfwidth=half)
    return table.assign(relative_loss=np.mean(losses))


def draw(rng: np.random.Generator, sequences: int, steps: int) -> Batch:
    """Draw x (T, N, 3): a value uniform in [-1, 1], write, read; and the answers (T, N, 1)."""
    values = rng.uniform(-1, 1, (steps, sequences))
    flags = rng.random((2, steps, sequences)) < FLAG_PROBABILITY
    kept, answers = np.zeros(sequences), np.zeros((steps, sequences))
    for t in range(steps):
        kept = np.where(flags[0, t], values[t], kept)
        answers[t] = np.where(flags[1, t], kept, 0)
    return np.stack([values, *flags], axis=-1), answers[..., None]


def _first(hidden: int, rng: np.random.Generator) -> Parameters:
    return glorot(lstm_shapes(3, hidden), rng) | glorot(readout_shapes(hidden, 1), rng)


def _run(weights: Parameters, x: np.ndarray) -> tuple[np.ndarray, lstm.Tape]:
    """Run the net; the peepholes are never trained and stay 0."""
    tape = lstm.forward({name: weights[name] for name in "WRbp"}, x)
    return readout.forward(_read(weights), tape.y[1:]), tape


def _train(weights: Parameters, rng: np.random.Generator, steps: int, batch: int, updates: int, rate: float) -> None:
    names = [name for name in weights if name != "p"]
    step = adam([weights[name] for name in names])
    for _ in range(updates):
        x, answers = draw(rng, batch, steps)
        found, tape = _run(weights, x)
        of_readout, errors = readout.backward(_read(weights), tape.y[1:], readout.squared_error(found, answers)[1])
        clipped = clipping.by_norm(lstm.backward(tape, errors).parameters | of_readout, CLIP)
        step([clipped[name] for name in names], rate)


def _contrasts(weights: Parameters, test: Batch) -> np.ndarray:
    """Give the contrast of each ability, with the sign that makes the wanted one positive."""
    x, gates = test[0], _run(weights, test[0])[1].gates
    up = {"write": x[..., 1] > 0, "read": x[..., 2] > 0}
    found = []
    for _, gate, flag, sign in ABILITIES:
        mean = gates[GATES.index(gate)].mean(axis=-1)
        found.append(sign * (mean[up[flag]].mean() - mean[~up[flag]].mean()))
    return np.array(found)


def _loss(weights: Parameters, test: Batch) -> float:
    return readout.squared_error(_run(weights, test[0])[0], test[1])[0]


def _read(weights: Parameters) -> Parameters:
    return {name: weights[name] for name in "Vc"}
