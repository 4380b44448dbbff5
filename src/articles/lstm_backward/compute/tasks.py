"""Four tasks for recurrent nets, each drawn as a batch of sequences (docs/experiments.md).

adding: remember two marked values until the end (Hochreiter and Schmidhuber 1997, in the form of Le et al. 2015);
copy: name the first symbols again, in order, after a delay (Hochreiter and Schmidhuber 1997; Arjovsky et al. 2016);
reset: give the sum of all values since the last marker, which asks to forget at each marker (after Gers et al. 2000);
mnist: name a digit from its 28 rows of 28 pixels, read from top to bottom (compute.digits).
Shapes: x (T, N, I); targets of adding (1, N, 1), at the last step, of reset (T, N, 1); labels of copy (COPIED, N), at
the last steps, of mnist (1, N).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from articles.lstm_backward.compute.digits import PARTS, Batch, bad, digits
from methods.rnn import readout
from recomputed.stats import streams

TASKS = ("adding", "reset", "mnist", "copy")
TOLERANCE = {"adding": 0.1, "reset": 0.2}  # an answer this close counts as correct; ours
RESET_PROBABILITY = 0.1  # of a marker at each step, so that a sum has about ten values; ours
SYMBOLS, COPIED = 4, 3  # different symbols of copy, and how many are to be copied; ours
SIZES = {"adding": (2, 1), "reset": (2, 1), "mnist": (28, 10), "copy": (SYMBOLS + 1, SYMBOLS)}  # inputs, outputs
LABELS = ("mnist", "copy")  # tasks whose answers are labels


@dataclass(frozen=True)
class Task:
    """Sizes and sequences of a task: `draw(rng, n)` gives x and target of n new sequences, `test` those held out.

    baseline: loss of the best constant answer on the held-out ones; relative losses are losses over the baseline.
    data, images: source of MNIST, and how many of its images are trained on and held out.
    """

    name: str
    inputs: int
    outputs: int
    draw: Callable[[np.random.Generator, int], Batch]
    test: Batch
    baseline: float
    data: str = ""
    images: tuple[int, int] = (0, 0)

    def loss(self, o: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
        """Give the loss of outputs o and its derivative: mean squared error, or cross entropy of labels."""
        return (readout.cross_entropy if self.name in LABELS else readout.squared_error)(o, target)

    def accuracy(self, o: np.ndarray, target: np.ndarray) -> float:
        """Give the share of correct answers: the label, or a number within TOLERANCE."""
        correct = o.argmax(-1) == target if self.name in LABELS else np.abs(o - target) < TOLERANCE[self.name]
        return float(np.mean(correct))


def adding(rng: np.random.Generator, sequences: int, steps: int) -> Batch:
    """Draw values uniform in [0, 1] and a marker in each half of the steps; target: the sum of the marked values."""
    x = np.zeros((steps, sequences, 2), np.float32)
    x[:, :, 0] = rng.uniform(0, 1, (steps, sequences))
    places = np.stack([rng.integers(0, steps // 2, sequences), rng.integers(steps // 2, steps, sequences)])
    every = np.arange(sequences)
    x[places, every, 1] = 1
    return x, x[places, every, 0].sum(axis=0)[None, :, None]


def reset(rng: np.random.Generator, sequences: int, steps: int) -> Batch:
    """Draw values uniform in [-1, 1] and random markers; target at each step: the sum from the last marked value on."""
    values = rng.uniform(-1, 1, (steps, sequences)).astype(np.float32)
    markers = rng.random((steps, sequences)) < RESET_PROBABILITY
    target, total = np.empty_like(values), np.zeros(sequences, np.float32)
    for t in range(steps):
        total = np.where(markers[t], 0, total) + values[t]
        target[t] = total
    return np.stack([values, markers.astype(np.float32)], axis=-1), target[:, :, None]


def copy(rng: np.random.Generator, sequences: int, steps: int) -> Batch:
    """Draw COPIED symbols, one-hot, at the first steps; labels: the same symbols at the last steps.

    The last input says, one step before the answer begins, that it is due; all else is 0.
    """
    symbols = rng.integers(0, SYMBOLS, (COPIED, sequences))
    x = np.zeros((steps, sequences, SYMBOLS + 1), np.float32)
    np.put_along_axis(x[:COPIED], symbols[:, :, None], 1, axis=2)
    x[steps - COPIED - 1, :, SYMBOLS] = 1
    return x, symbols


MAKERS = {"adding": adding, "reset": reset, "copy": copy}


def task(name: str, seed: int, steps: int, held_out: int, part: str = "test", mnist: dict | None = None) -> Task:
    """Make a task of `steps` steps; its `held_out` sequences, for test or validation, follow from `seed` alone.

    mnist: arrays of datasets.mnist, for the task of that name.
    Raises BadInput for an unknown task or part, too few steps, no sequences, or too few images.
    """
    if name not in TASKS or part not in PARTS:
        raise bad("unknown task", f"one of {', '.join(TASKS)}, for {' or '.join(PARTS)}", f"{name}, for {part}")
    least = 2 * COPIED + 1 if name == "copy" else 2
    if steps < least or held_out < 1:
        found = f"{steps} steps and {held_out} held-out sequences"
        raise bad("task too small", f"at least {least} steps and 1 held-out sequence", found)
    if name == "mnist":
        found = digits(seed, steps, held_out, part, mnist or {})
        return Task(name, *SIZES[name], found.draw, found.test, entropy(found.test[1]), found.data, found.images)
    make = MAKERS[name]
    rng = streams.rng(seed, "lstm_backward held out", TASKS.index(name), PARTS.index(part))
    test = make(rng, held_out, steps)
    constant = entropy(test[1]) if name in LABELS else float(test[1].var())
    return Task(name, *SIZES[name], lambda rng, n: make(rng, n, steps), test, constant)


def entropy(labels: np.ndarray) -> float:
    """Give the entropy of the shares of whole numbers from 0 on, in natural logarithms."""
    share = np.bincount(labels.ravel()) / labels.size
    return -float(np.sum(share * np.log(np.where(share > 0, share, 1))))
