"""All weights of a net with a readout in one flat array, in the order that methods.rnn.passes reads them."""

from typing import NamedTuple

import numpy as np

from methods.rnn.parameters import Parameters, lstm_shapes, readout_shapes, simple_shapes, size
from methods.rnn.variants import Variant


class Net(NamedTuple):
    """Sizes of a net, the flags of its variant as bits, and where parts of its flat weights begin."""

    gates: int
    hidden: int
    inputs: int
    outputs: int
    at_p: int
    at_q: int
    at_v: int
    weights: int
    flags: int


def net_of(parameters: Parameters, variant: Variant | None) -> tuple[Net, dict[str, tuple[int, ...]]]:
    """Give the net and the shapes of its parameters; variant: None for a simple RNN.

    Raises BadInput for parameters without input weights or readout.
    """
    outputs, _ = size(parameters, "V", 2)
    if variant is None:
        hidden, inputs = size(parameters, "U", 2)
        gates, flags, shapes = 1, 0, simple_shapes(inputs, hidden)
    else:
        hidden, inputs = size(parameters, "W", 3)
        flags = sum(present << bit for bit, present in enumerate(variant.flags))
        gates, shapes = 4, lstm_shapes(inputs, hidden, variant)
    lengths = [
        (hidden + 1 + inputs) * gates * hidden,
        3 * hidden * ("p" in shapes),
        9 * hidden * hidden * ("Q" in shapes),
        (hidden + 1) * outputs,
    ]
    net = Net(gates, hidden, inputs, outputs, *(int(n) for n in np.cumsum(lengths)), flags)
    return net, shapes | readout_shapes(hidden, outputs)


def flattened(parameters: Parameters) -> np.ndarray:
    """Give all weights one after another."""
    w = parameters
    state, inputs, bias = (w["R"], w["W"], w["b"]) if "R" in w else (w["W"][None], w["U"][None], w["b"][None])
    sums = np.concatenate([state, bias[:, :, None], inputs], axis=2).transpose(2, 0, 1)
    between = w["Q"].transpose(1, 3, 0, 2) if "Q" in w else np.empty(0, bias.dtype)
    parts = [sums, w.get("p", between[:0]), between, np.column_stack([w["V"], w["c"]]).T]
    return np.concatenate([part.ravel() for part in parts])


def named(flat: np.ndarray, net: Net, shapes: dict[str, tuple[int, ...]]) -> Parameters:
    """Give copies of the parameters that a flat array holds, by name; also of gradients."""
    hidden, gates = net.hidden, net.gates
    sums = flat[: net.at_p].reshape(-1, gates, hidden).transpose(1, 2, 0)
    readout = flat[net.at_v :].reshape(hidden + 1, net.outputs).T
    found = {"V": readout[:, :hidden], "c": readout[:, hidden]}
    if gates == 1:
        found |= {"U": sums[0, :, hidden + 1 :], "W": sums[0, :, :hidden], "b": sums[0, :, hidden]}
    else:
        found |= {"W": sums[:, :, hidden + 1 :], "R": sums[:, :, :hidden], "b": sums[:, :, hidden]}
        found["p"] = flat[net.at_p : net.at_q].reshape(3, hidden)
    if "Q" in shapes:
        found["Q"] = flat[net.at_q : net.at_v].reshape(3, hidden, 3, hidden).transpose(2, 0, 3, 1)
    return {name: np.array(found[name], order="C") for name in shapes}
