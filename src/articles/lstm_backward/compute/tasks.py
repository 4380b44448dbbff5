"""Three tasks for recurrent nets, each drawn as a batch of sequences.

adding: remember two marked values until the end (Hochreiter and Schmidhuber 1997, in the form of Le et al. 2015);
reset: give the sum of all values since the last marker, which asks to forget at each marker;
mnist: name a digit from its 28 rows of 28 pixels, read from top to bottom.
Shapes: x (T, N, I); targets of adding (1, N, 1), at the last step, of reset (T, N, 1), labels of mnist (1, N).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from methods.rnn import readout
from recomputed.errors import BadInput
from recomputed.stats import streams

TASKS = ("adding", "reset", "mnist")
TOLERANCE = {"adding": 0.1, "reset": 0.2}  # an answer this close counts as correct; ours
RESET_PROBABILITY = 0.1  # of a marker at each step, so that a sum has about ten values; ours
SIZES = {"adding": (2, 1), "reset": (2, 1), "mnist": (28, 10)}  # inputs, outputs
Batch = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Task:
    """Sizes and sequences of a task: `draw(rng, n)` gives x and target of n new sequences, `test` those held out.

    baseline: test loss of the best constant answer; relative losses are losses over the baseline.
    """

    name: str
    inputs: int
    outputs: int
    draw: Callable[[np.random.Generator, int], Batch]
    test: Batch
    baseline: float
    data: str = ""

    def loss(self, o: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
        """Give the loss of outputs o and its derivative: mean squared error, or cross entropy (mnist)."""
        return (readout.cross_entropy if self.name == "mnist" else readout.squared_error)(o, target)

    def accuracy(self, o: np.ndarray, target: np.ndarray) -> float:
        """Give the share of correct answers: the label, or a number within TOLERANCE."""
        correct = o.argmax(-1) == target if self.name == "mnist" else np.abs(o - target) < TOLERANCE[self.name]
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


def task(
    name: str, seed: int, steps: int, test_sequences: int, images: int = 0, mnist: dict[str, np.ndarray] | None = None
) -> Task:
    """Make a task of `steps` steps; the held-out sequences follow from `seed` alone.

    images: how many of MNIST's training images are trained on; the held-out ones are taken from the others.
    Raises BadInput for an unknown task, fewer than two steps, no sequences, or too few images.
    """
    if name not in TASKS:
        raise _bad("unknown task", f"one of {', '.join(TASKS)}", name)
    if steps < 2 or test_sequences < 1:
        found = f"{steps} steps and {test_sequences} held-out sequences"
        raise _bad("task too small", "at least 2 steps and 1 held-out sequence", found)
    if name == "mnist":
        return _digits(seed, steps, test_sequences, images, mnist or {})
    make = {"adding": adding, "reset": reset}[name]
    test = make(_held_out(seed, name), test_sequences, steps)
    return Task(name, *SIZES[name], lambda rng, n: make(rng, n, steps), test, float(test[1].var()))


def _held_out(seed: int, name: str) -> np.random.Generator:
    return streams.rng(seed, "lstm_backward held out", TASKS.index(name))


def _digits(seed: int, steps: int, test_sequences: int, images: int, mnist: dict[str, np.ndarray]) -> Task:
    pixels, labels = mnist.get("train_images", np.empty((0, 28, 28))), mnist.get("train_labels")
    if steps != pixels.shape[1]:
        raise _bad("wrong number of steps", f"{pixels.shape[1]}, the rows of an image", steps)
    if not 1 <= images <= len(pixels) - test_sequences:
        expected = f"1 or more to train on, and {images} + {test_sequences} or more in all"
        raise _bad("too few images", expected, f"{images} to train on, {len(pixels)} in all")
    # In random order, because the embedded sample is sorted by class.
    order = _held_out(seed, "mnist").permutation(len(pixels))

    def take(chosen: np.ndarray) -> Batch:
        rows = (pixels[chosen] / np.float32(255)).transpose(1, 0, 2)
        return np.ascontiguousarray(rows), labels[chosen].astype(np.int64)[None, :]

    train, held_out = order[test_sequences : test_sequences + images], order[:test_sequences]
    test = take(held_out)
    share = np.bincount(test[1][0], minlength=10) / test_sequences
    baseline = -float(np.sum(share * np.log(np.where(share > 0, share, 1))))
    return Task("mnist", *SIZES["mnist"], lambda rng, n: take(rng.choice(train, n)), test, baseline, str(mnist["data"]))


def _bad(what: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where="lstm_backward.training", expected=expected, found=found, do="correct config.yaml")
