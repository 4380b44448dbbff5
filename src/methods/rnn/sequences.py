"""What both nets check and lay out alike: inputs, states, and the errors of states, and the memory they lie in."""

import numpy as np

from methods.rnn.parameters import finite
from recomputed.errors import BadInput


class Room:
    """Memory for the large arrays of a net, kept from one call to the next.

    Fresh memory costs a visit of the operating system for every page: a fifth of a training step. Arrays of an earlier
    call with the same room are overwritten, so a room belongs to one training loop.
    """

    def __init__(self):
        self._arrays: dict[str, np.ndarray] = {}

    def empty(self, name: str, shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
        """Give an array with arbitrary contents, the same one as long as name, shape and type are the same."""
        kept = self._arrays.get(name)
        if kept is None or kept.shape != shape or kept.dtype != dtype:
            kept = self._arrays[name] = np.empty(shape, dtype)
        return kept


def sequences(x: np.ndarray, inputs: int, dtype: np.dtype) -> np.ndarray:
    """Give x (T, N, I) contiguous and of the parameters' type; raise BadInput for another shape or a nan."""
    x = np.ascontiguousarray(x, dtype)
    if x.ndim != 3 or x.shape[2] != inputs or 0 in x.shape:
        raise _bad("wrong shape of x", f"(steps, sequences, {inputs})", x.shape)
    finite(x, "x")
    return x


def states(room: np.ndarray, start: np.ndarray | None) -> np.ndarray:
    """Fill the first of the states `room` (T + 1, N, H) with `start` (N, H), or zeros."""
    if start is not None and np.shape(start) != room.shape[1:]:
        raise _bad("wrong shape of a first state", room.shape[1:], np.shape(start))
    room[0] = 0 if start is None else start
    finite(room[0], "first state")
    return room


def errors(room: np.ndarray, given: np.ndarray | None) -> np.ndarray:
    """Fill the errors of the states `room` (T + 1, N, H) with those that the loss sends directly, [1:], or zeros.

    Raises BadInput for another shape or a nan.
    """
    if given is None:
        room[:] = 0
    elif np.shape(given) != (len(room) - 1, *room.shape[1:]):
        raise _bad("wrong shape of errors", (len(room) - 1, *room.shape[1:]), np.shape(given))
    else:
        room[0], room[1:] = 0, given
        finite(room[1:], "errors")
    return room


def _bad(what: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where="sequences", expected=expected, found=found, do="see the shapes in methods.rnn")
