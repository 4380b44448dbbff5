"""What both nets check and lay out alike: inputs, states, and the errors of states."""

import numpy as np

from articles.errors import BadInput
from articles.rnn.parameters import finite


def sequences(x: np.ndarray, inputs: int, dtype: np.dtype) -> np.ndarray:
    """Give x (T, N, I) contiguous and of the parameters' type; raise BadInput for another shape or a nan."""
    x = np.ascontiguousarray(x, dtype)
    if x.ndim != 3 or x.shape[2] != inputs or 0 in x.shape:
        raise _bad("wrong shape of x", f"(steps, sequences, {inputs})", x.shape)
    finite(x, "x")
    return x


def states(start: np.ndarray | None, shape: tuple[int, int, int], dtype: np.dtype) -> np.ndarray:
    """Make room for the states (T + 1, N, H) before and after each of `shape`'s T steps, [0] filled with `start`."""
    room = np.empty((shape[0] + 1, *shape[1:]), dtype)
    if start is not None and np.shape(start) != shape[1:]:
        raise _bad("wrong shape of a first state", shape[1:], np.shape(start))
    room[0] = 0 if start is None else start
    finite(room[0], "first state")
    return room


def errors(given: np.ndarray | None, shape: tuple[int, int, int], dtype: np.dtype) -> np.ndarray:
    """Make room for the errors of the states (T + 1, N, H); those that the loss sends directly go into [1:]."""
    room = np.zeros((shape[0] + 1, *shape[1:]), dtype)
    if given is not None:
        if np.shape(given) != shape:
            raise _bad("wrong shape of errors", shape, np.shape(given))
        room[1:] = given
    return room


def inputs_with_one(x: np.ndarray) -> np.ndarray:
    """Give the inputs of all steps with a 1 appended, (T N, I + 1): the bias is the weight of that 1."""
    rows = np.ones((x.shape[0] * x.shape[1], x.shape[2] + 1), x.dtype)
    rows[:, :-1] = x.reshape(len(rows), -1)
    return rows


def _bad(what: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where="sequences", expected=expected, found=found, do="see the shapes in articles.rnn")
