"""What both nets need: checked arrays of inputs, states and errors of states, and memory that is used again."""

import numpy as np

from methods.rnn.parameters import check_finite
from recomputed import arrays
from recomputed.errors import BadInput


class Workspace:
    """Memory for the large arrays of a net, kept from one call to the next.

    The operating system has to supply every page of new memory, which takes a fifth of a training step. A call
    overwrites the arrays of earlier calls with the same workspace, so each training loop has its own.
    """

    def __init__(self):
        self._arrays: dict[str, np.ndarray] = {}

    def empty(self, name: str, shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
        """Give an array with arbitrary contents: the same one as before if name, shape and type are the same."""
        kept = self._arrays.get(name)
        if kept is None or kept.shape != shape or kept.dtype != dtype:
            kept = self._arrays[name] = np.empty(shape, dtype)
        return kept


def sequences(x: np.ndarray, inputs: int, dtype: np.dtype) -> np.ndarray:
    """Give x (T, N, I) contiguous and of the parameters' type; raise BadInput for another shape or a nan."""
    with np.errstate(over="ignore"):  # an infinity is refused below
        x = arrays.for_kernels(arrays.real(x, "x", empty=True).astype(dtype, copy=False))
    if x.ndim != 3 or x.shape[2] != inputs or 0 in x.shape:
        raise _bad("wrong shape of x", f"(steps, sequences, {inputs})", x.shape)
    check_finite(x, "x")
    return x


def states(out: np.ndarray, start: np.ndarray | None) -> np.ndarray:
    """Fill out[0], of out (T + 1, N, H), with the first state `start` (N, H) or zeros; give `out`.

    Raises BadInput for another shape or a nan.
    """
    start = start if start is None else arrays.real(start, "first state", empty=True)
    if start is not None and start.shape != out.shape[1:]:
        raise _bad("wrong shape of a first state", out.shape[1:], start.shape)
    with np.errstate(over="ignore"):
        out[0] = 0 if start is None else start
    check_finite(out[0], "first state")
    return out


def errors(out: np.ndarray, given: np.ndarray | None) -> np.ndarray:
    """Fill out[1:], of out (T + 1, N, H), with the errors that the loss sends directly, or zeros; give `out`.

    Raises BadInput for another shape or a nan.
    """
    if given is None:
        out[:] = 0
        return out
    given = arrays.real(given, "errors", empty=True)
    if given.shape != (len(out) - 1, *out.shape[1:]):
        raise _bad("wrong shape of errors", (len(out) - 1, *out.shape[1:]), given.shape)
    with np.errstate(over="ignore"):
        out[0], out[1:] = 0, given
    check_finite(out[1:], "errors")
    return out


def _bad(what: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where="sequences", expected=expected, found=found, do="see the shapes in methods.rnn")
