"""From hidden states to a loss: the readout o = V h + c and two losses; shapes (…, H) in, (…, O) out."""

import numpy as np

from methods.rnn.parameters import Parameters
from recomputed import arrays
from recomputed.errors import BadInput


def forward(parameters: Parameters, h: np.ndarray) -> np.ndarray:
    """Give o = V h + c, (…, O), for hidden states h (…, H); raises BadInput for other shapes or types."""
    h = _last_axis(h, "h", np.shape(parameters["V"])[-1])
    return h @ parameters["V"].T + parameters["c"]


def backward(parameters: Parameters, h: np.ndarray, do: np.ndarray) -> tuple[Parameters, np.ndarray]:
    """Give the gradients of V and c, and the error of h (…, H), from that of o (…, O).

    Raises BadInput for other shapes or types.
    """
    outputs, hidden = np.shape(parameters["V"])
    h, do = _last_axis(h, "h", hidden), _last_axis(do, "do", outputs)
    if h.shape[:-1] != do.shape[:-1]:
        raise arrays.bad("shapes differ", "readout: do", f"shape {(*h.shape[:-1], outputs)}", f"shape {do.shape}")
    rows, errors = h.reshape(-1, h.shape[-1]), do.reshape(-1, do.shape[-1])
    return {"V": errors.T @ rows, "c": errors.sum(axis=0)}, do @ parameters["V"]


def squared_error(o: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean over all elements of (o - target)² and its derivative with respect to o.

    Raises BadInput for other shapes or types, or without elements.
    """
    o, target = arrays.floats(o, "loss: o"), arrays.floats(target, "loss: target", empty=True)
    if o.shape != np.shape(target):
        raise BadInput("wrong shape of target", where="loss", expected=o.shape, found=np.shape(target), do="reshape it")
    difference = o - target
    return float(np.mean(np.square(difference), dtype=np.float64)), (2 / o.size) * difference


def cross_entropy(o: np.ndarray, label: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean over labels (…) of -log softmax(o)[label], natural logarithm, and its derivative; o is (…, O).

    Raises BadInput for labels that are no integers from 0 to O - 1, for other shapes or types, or without labels.
    """
    o = arrays.floats(o, "loss: o")
    label = arrays.whole(label, "loss: labels", o.shape[:-1], 0, o.shape[-1] - 1, what="bad labels")
    shifted = o - o.max(axis=-1, keepdims=True)
    log_share = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    own = np.take_along_axis(log_share, label[..., None], axis=-1)
    error = np.exp(log_share)
    np.put_along_axis(error, label[..., None], np.exp(own) - 1, axis=-1)
    return float(-own.mean(dtype=np.float64)), error / o.dtype.type(label.size)


def _last_axis(given: np.ndarray, name: str, size: int) -> np.ndarray:
    """Give floats, or complex numbers, whose last axis has the length `size`; raise BadInput for any other array."""
    # Complex steps, which give derivatives without a difference, pass through the readout.
    array = given if np.iscomplexobj(given) else arrays.floats(given, f"readout: {name}", empty=True)
    if not array.ndim or array.shape[-1] != size:
        raise arrays.bad("wrong shape", f"readout: {name}", f"shape (…, {size})", f"shape {array.shape}")
    return array
