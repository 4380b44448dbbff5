"""The LSTM of the articles (Greff et al. 2017), forward and backward through time, over a batch of sequences.

Shapes: x (T, N, I), time steps first, then the sequences of the batch; states c and y (T + 1, N, H), of which [0] is
the state before the first step; gates and their errors (4, T, N, H) in the order z, i, f, o. Parameters, and the
gradients of the loss with respect to them, are dicts of arrays, see methods.rnn.parameters. All functions are pure.
"""

from dataclasses import dataclass

import numpy as np

from methods.rnn import lstm_kernels
from methods.rnn.blocks import count_blocks
from methods.rnn.parameters import Parameters, checked, lstm_shapes, size
from methods.rnn.products import gradients, packed
from methods.rnn.sequences import Workspace, errors, sequences, states
from methods.rnn.threads import threads_for
from methods.rnn.variants import VANILLA, Variant


@dataclass(frozen=True)
class Tape:
    """What the forward pass keeps for the backward pass: x (T, N, I), gates (4, T, N, H), c, y (T + 1, N, H)."""

    parameters: Parameters
    variant: Variant
    x: np.ndarray
    gates: np.ndarray
    c: np.ndarray
    y: np.ndarray
    workspace: Workspace | None


@dataclass(frozen=True)
class Gradients:
    """Gradients of the loss J with respect to parameters, states and sums.

    parameters: arrays like the parameters; y and c (T + 1, N, H): the errors δy(t), δc(t), in [0] those of the initial
    states; sums (4, T, N, H): the errors of the gates' sums, δz̄, δī, δf̄, δō.
    """

    parameters: Parameters
    y: np.ndarray
    c: np.ndarray
    sums: np.ndarray


def forward(
    parameters: Parameters,
    x: np.ndarray,
    variant: Variant = VANILLA,
    y0: np.ndarray | None = None,
    c0: np.ndarray | None = None,
    workspace: Workspace | None = None,
) -> Tape:
    """Run an LSTM over x (T, N, I) from the states y0, c0 (N, H), zeros by default; the outputs are `.y[1:]`.

    A call with a `workspace`, here or in the tape, overwrites the arrays of earlier calls with the same one.
    Raises BadInput for parameters, inputs or states of a wrong shape or type, or that are not finite.
    """
    hidden, inputs = size(parameters, "W", 3)
    parameters = checked(parameters, lstm_shapes(inputs, hidden, variant), "LSTM")
    dtype = parameters["W"].dtype
    x = sequences(x, inputs, dtype)
    steps, batch, _ = x.shape
    memory = workspace or Workspace()
    c = states(memory.empty("c", (steps + 1, batch, hidden), dtype), c0)
    y = states(memory.empty("y", c.shape, dtype), y0)
    gates = memory.empty("gates", (4, steps, batch, hidden), dtype)
    with threads_for(gates.size * hidden):
        lstm_kernels.forward(
            x.reshape(steps, -1),
            gates.reshape(4, steps, -1),
            c.reshape(steps + 1, -1),
            y.reshape(steps + 1, -1),
            packed(parameters["W"].transpose(0, 2, 1)),
            packed(parameters["R"].transpose(0, 2, 1)),
            packed(_recurrence_of_gates(parameters).transpose(0, 2, 1)),
            parameters["b"],
            parameters["p"],
            variant.flags,
        )
    return Tape(parameters, variant, x, gates, c, y, workspace)


def backward(tape: Tape, dy: np.ndarray, dc: np.ndarray | None = None) -> Gradients:
    """Give the gradients of a loss whose derivatives with respect to y(1) … y(T) are dy (T, N, H).

    dc (T, N, H): derivatives with respect to c(1) … c(T), for a loss that also reads the cells; zero by default.
    Raises BadInput for errors of another shape, or that are not finite.
    """
    _, steps, batch, hidden = tape.gates.shape
    parameters, dtype, workspace = tape.parameters, tape.gates.dtype, tape.workspace or Workspace()
    dy = errors(workspace.empty("dy", tape.y.shape, dtype), dy)
    dc = errors(workspace.empty("dc", tape.c.shape, dtype), dc)
    sums = workspace.empty("sums", tape.gates.shape, dtype)
    q_errors = np.empty((3, batch * hidden), dtype)
    dp = np.empty((count_blocks(batch), 3, hidden), dtype)
    with threads_for(sums.size * hidden):
        lstm_kernels.backward(
            tape.gates.reshape(4, steps, -1),
            tape.c.reshape(steps + 1, -1),
            dy.reshape(steps + 1, -1),
            dc.reshape(steps + 1, -1),
            sums.reshape(4, steps, -1),
            q_errors,
            dp,
            packed(parameters["R"]),
            packed(_recurrence_of_gates(parameters)),
            parameters["p"],
            tape.variant.flags,
        )
    return Gradients(_parameter_gradients(tape, workspace, sums, dp.sum(axis=0)), dy, dc, sums)


def _parameter_gradients(tape: Tape, workspace: Workspace, sums: np.ndarray, dp: np.ndarray) -> Parameters:
    """Sum over time steps and sequences, by one matrix product per gate."""
    hidden = sums.shape[-1]
    rows = tape.y[:-1].reshape(-1, hidden), tape.x.reshape(-1, tape.x.shape[2])
    of_all = gradients(sums.reshape(4, -1, hidden), *rows, workspace)
    found = {"W": of_all[:, :, hidden:-1], "R": of_all[:, :, :hidden], "b": of_all[:, :, -1]}
    if tape.variant.recurrent_gates:
        later = np.ascontiguousarray(sums[1:, 1:]).reshape(3, -1, hidden)
        earlier = (gate.reshape(-1, hidden) for gate in tape.gates[1:, :-1])
        of_gates = [gradients(later, gate, gate[:, :0], workspace)[:, :, :hidden] for gate in earlier]
        found["Q"] = np.stack(of_gates, axis=1)
    return found | {"p": dp}


def _recurrence_of_gates(parameters: Parameters) -> np.ndarray:
    """Give Q as (9, H, H), [3 to + from] among i, f, o; a placeholder for cells without Q."""
    hidden = parameters["R"].shape[1]
    return parameters["Q"].reshape(9, hidden, hidden) if "Q" in parameters else parameters["R"][:1, :1, :1]
