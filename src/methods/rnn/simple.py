"""The simple RNN of the articles, a(t) = b + W h(t-1) + U x(t), h(t) = tanh(a(t)), forward and backward through time.

Shapes: x (T, N, I), time steps first, then the sequences of the batch; h (T + 1, N, H), of which [0] is the state
before the first step. Parameters and gradients are dicts of arrays, see methods.rnn.parameters. Functions are pure.
"""

from dataclasses import dataclass

import numpy as np

from methods.rnn import simple_kernels
from methods.rnn.parameters import Parameters, checked, simple_shapes, size
from methods.rnn.products import gradients
from methods.rnn.sequences import Workspace, errors, sequences, states
from methods.rnn.threads import threads_for
from methods.rnn.tiles import pack


@dataclass(frozen=True)
class Tape:
    """What the forward pass keeps for the backward pass: x (T, N, I), sums a (T, N, H), h (T + 1, N, H)."""

    parameters: Parameters
    x: np.ndarray
    a: np.ndarray
    h: np.ndarray
    workspace: Workspace | None


@dataclass(frozen=True)
class Gradients:
    """Gradients of the loss with respect to the parameters, to h (T + 1, N, H) and to the sums a (T, N, H)."""

    parameters: Parameters
    h: np.ndarray
    sums: np.ndarray


def forward(
    parameters: Parameters, x: np.ndarray, h0: np.ndarray | None = None, workspace: Workspace | None = None
) -> Tape:
    """Run a simple RNN over x (T, N, I) from the state h0 (N, H), zeros by default; the outputs are `.h[1:]`.

    A call with a `workspace`, here or in the tape, overwrites the arrays of earlier calls with the same one.
    Raises BadInput for parameters, inputs or states of a wrong shape or type, or that are not finite.
    """
    hidden, inputs = size(parameters, "U", 2)
    parameters = checked(parameters, simple_shapes(inputs, hidden), "simple RNN")
    x = sequences(x, inputs, parameters["U"].dtype)
    steps, batch, _ = x.shape
    memory = workspace or Workspace()
    h = states(memory.empty("h", (steps + 1, batch, hidden), x.dtype), h0)
    a = memory.empty("a", (steps, batch, hidden), x.dtype)
    u, w = pack(parameters["U"].T), pack(parameters["W"].T)
    with threads_for(a.size * hidden):
        simple_kernels.forward(
            x.reshape(steps, -1), a.reshape(steps, -1), h.reshape(steps + 1, -1), u, w, parameters["b"]
        )
    return Tape(parameters, x, a, h, workspace)


def backward(tape: Tape, dh: np.ndarray) -> Gradients:
    """Give the gradients of a loss whose derivatives with respect to h(1) … h(T) are dh (T, N, H).

    Raises BadInput for errors of another shape, or that are not finite.
    """
    workspace, (steps, _, hidden) = tape.workspace or Workspace(), tape.a.shape
    dh = errors(workspace.empty("dh", tape.h.shape, tape.h.dtype), dh)
    sums = workspace.empty("sums", tape.a.shape, tape.a.dtype)
    with threads_for(sums.size * hidden):
        w = pack(tape.parameters["W"])
        simple_kernels.backward(tape.h.reshape(steps + 1, -1), dh.reshape(steps + 1, -1), sums.reshape(steps, -1), w)
    rows = tape.h[:-1].reshape(-1, hidden), tape.x.reshape(-1, tape.x.shape[2])
    of_all = gradients(sums.reshape(1, -1, hidden), *rows, workspace)[0]
    found = {"U": of_all[:, hidden:-1], "W": of_all[:, :hidden], "b": of_all[:, -1]}
    return Gradients(found, dh, sums)
