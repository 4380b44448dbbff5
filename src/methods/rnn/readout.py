"""From hidden states to a loss: the readout o = V h + c and two losses; shapes (…, H) in, (…, O) out."""

import numpy as np

from methods.rnn.parameters import Parameters
from recomputed.errors import BadInput


def forward(parameters: Parameters, h: np.ndarray) -> np.ndarray:
    """Give o = V h + c, (…, O), for hidden states h (…, H)."""
    return h @ parameters["V"].T + parameters["c"]


def backward(parameters: Parameters, h: np.ndarray, do: np.ndarray) -> tuple[Parameters, np.ndarray]:
    """Give the gradients of V and c, and the error of h (…, H), from that of o (…, O)."""
    rows, errors = h.reshape(-1, h.shape[-1]), do.reshape(-1, do.shape[-1])
    return {"V": errors.T @ rows, "c": errors.sum(axis=0)}, do @ parameters["V"]


def squared_error(o: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean over all elements of (o - target)² and its derivative with respect to o."""
    if o.shape != np.shape(target):
        raise BadInput("wrong shape of target", where="loss", expected=o.shape, found=np.shape(target), do="reshape it")
    difference = o - target
    return float(np.mean(np.square(difference), dtype=np.float64)), (2 / o.size) * difference


def cross_entropy(o: np.ndarray, label: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean over labels (…) of -log softmax(o)[label], natural logarithm, and its derivative; o is (…, O)."""
    label = np.asarray(label)
    if o.shape[:-1] != label.shape or label.min() < 0 or label.max() >= o.shape[-1]:
        found = f"shape {label.shape}, from {label.min()} to {label.max()}"
        expected = f"shape {o.shape[:-1]}, from 0 to {o.shape[-1] - 1}"
        raise BadInput("bad labels", where="loss", expected=expected, found=found, do="correct them")
    shifted = o - o.max(axis=-1, keepdims=True)
    log_share = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    own = np.take_along_axis(log_share, label[..., None], axis=-1)
    error = np.exp(log_share)
    np.put_along_axis(error, label[..., None], np.exp(own) - 1, axis=-1)
    return float(-own.mean(dtype=np.float64)), error / o.dtype.type(label.size)
