"""Training of small nets, float32, on one thread: this project's trainer against torch.nn and torch.optim.Adam.

A row is NETS nets, each trained for UPDATES updates from its first weights: outputs of all steps, squared error,
gradients clipped by their norm, Adam. Ours trains the nets in one call; in PyTorch they are trained one after another.
Sizes are steps × inputs × hidden units, those of lstm_backward. The goal was set before the first measurement: five
times, because an operator of PyTorch takes some microseconds to start, as long as its work on such a net.
"""

import numpy as np

from growth import Growth
from methods.rnn.parameters import lstm_shapes, random, readout_shapes, simple_shapes
from methods.rnn.trainer import Trainer
from methods.rnn.variants import VARIANTS
from side_by_side import Contest, peer

SIZES = [(40, 2, 16), (40, 2, 32), (40, 2, 64), (28, 28, 32)]
KINDS = {"simple RNN": ("torch.nn.RNN", None), "no peepholes": ("torch.nn.LSTM", VARIANTS["no peepholes"])}
GOAL = 5.0
BATCH, NETS, UPDATES, RATE, THRESHOLD = 32, 4, 5, 0.01, 1.0
AGREEMENT = 1e-3  # of the weights after the updates, relative to the largest of an array
ORDER = [1, 2, 0, 3]  # of the gates in PyTorch: i, f, z, o


def drawn(kind: str, steps: int, inputs: int, hidden: int) -> list[tuple[dict, np.ndarray, np.ndarray]]:
    """Draw for each net first weights, x (UPDATES, T, N, I) and targets (UPDATES, T, N, 1)."""
    rng = np.random.default_rng(0)
    of_cell = simple_shapes(inputs, hidden) if KINDS[kind][1] is None else lstm_shapes(inputs, hidden)
    found = []
    for _ in range(NETS):
        weights = random(of_cell | readout_shapes(hidden, 1), rng, 1 / np.sqrt(hidden), np.float32)
        x = rng.normal(size=(UPDATES, steps, BATCH, inputs)).astype(np.float32)
        found.append((weights, x, rng.normal(size=(UPDATES, steps, BATCH, 1)).astype(np.float32)))
    return found


def core(kind: str, nets: list):
    """Make a function that trains the nets and gives their weights."""

    def call() -> list[dict]:
        found = []
        for weights, x, target in nets:
            trainer = Trainer(weights, KINDS[kind][1], x.shape[1], target.shape[1])
            for update in range(UPDATES):
                trainer.update(x[update], target[update], RATE, THRESHOLD)
            found.append(trainer.parameters())
        return found

    return call


def in_torch(torch, kind: str, nets: list):
    """Make a function that does the same in PyTorch; of its two biases of a unit only one is trained."""

    def call() -> list[dict]:
        return [_trained(torch, kind, *net) for net in nets]

    return call


def _trained(torch, kind: str, weights: dict, x: np.ndarray, target: np.ndarray) -> dict:
    net = getattr(torch.nn, KINDS[kind][0].split(".")[-1])(x.shape[-1], weights["V"].shape[1])
    readout = torch.nn.Linear(weights["V"].shape[1], 1)
    names = ("U", "W") if "U" in weights else ("W", "R")
    own = dict(zip((*names, "b"), (net.weight_ih_l0, net.weight_hh_l0, net.bias_ih_l0), strict=True))
    own |= {"V": readout.weight, "c": readout.bias}
    turn = {name: ORDER if "R" in weights and name in "WRb" else slice(None) for name in own}
    with torch.no_grad():
        for name, parameter in own.items():
            parameter.copy_(torch.from_numpy(weights[name][turn[name]].reshape(parameter.shape)))
        net.bias_hh_l0.zero_().requires_grad_(False)
    adam = torch.optim.Adam(own.values(), lr=RATE)
    for update in range(UPDATES):
        adam.zero_grad()
        o = readout(net(torch.from_numpy(x[update]))[0])
        ((o - torch.from_numpy(target[update])) ** 2).mean().backward()
        torch.nn.utils.clip_grad_norm_(own.values(), THRESHOLD)
        adam.step()
    back = {name: np.argsort(ORDER) if turn[name] == ORDER else slice(None) for name in own}
    return {name: p.detach().numpy().reshape(weights[name].shape)[back[name]] for name, p in own.items()}


def apart(ours: list[dict], others: list[dict]) -> float:
    """Give the largest difference of a weight relative to the largest of its array."""
    pairs = [(mine[name], array) for mine, net in zip(ours, others, strict=True) for name, array in net.items()]
    return max(float(np.abs(mine - array).max() / np.abs(array).max()) for mine, array in pairs)


def contests(quick: bool) -> list[Contest]:
    """Give the rows: the simple RNN and the LSTM without peepholes, four sizes each."""
    torch, found = peer("torch"), []
    if torch:
        torch.set_num_threads(1)
    for kind, (name, _) in KINDS.items():
        for size in SIZES[: 1 if quick else None]:
            nets, what = drawn(kind, *size), f"training of {NETS} small nets, {kind}: {'×'.join(map(str, size))}"
            theirs = in_torch(torch, kind, nets) if torch else None
            ours = core(kind, nets)
            found.append(Contest(what, f"{name} + Adam", GOAL, ours, theirs, apart, AGREEMENT, 15, threads=1))
    return found


def growths() -> list[Growth]:
    """Time steps from 3 to 3,000: work and memory go with them."""
    steps, kind = [3, 10, 30, 100, 300, 1000, 3000], "no peepholes"
    return [Growth("training of small nets", "time steps", steps, lambda n: core(kind, drawn(kind, n, 2, 16)), 1, 1)]
