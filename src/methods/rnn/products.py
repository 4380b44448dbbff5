"""The gradients of all weights: one product over all time steps and sequences, cut into tasks for the threads.

M rows, one for each step and sequence; what a sum was made of is the last state (H), the input (I) and a 1, the bias.
"""

import numpy as np
from numba import prange

from methods.rnn import tiles
from methods.rnn.sequences import Room
from methods.rnn.threads import threads_for
from recomputed.stats.compiled import njit

UNITS_PER_TASK = 256  # whole rows of errors, most often: pieces of 48 units are copied at half the speed


def packed(matrices: np.ndarray) -> np.ndarray:
    """Pack each of `matrices` (G, depth, columns) as methods.rnn.tiles wants it: (G, panels, depth, wide)."""
    return np.stack([tiles.pack(matrix) for matrix in matrices])


def gradients(errors: np.ndarray, states: np.ndarray, x: np.ndarray, room: Room) -> np.ndarray:
    """Give the transpose of each of errors (G, M, H) times the rows of last state, input and 1: (G, H, H + I + 1).

    states (M, H), x (M, I): of each row.
    """
    gates, rows, hidden = errors.shape
    columns = hidden + x.shape[1] + 1
    wide = tiles.PANEL // errors.itemsize
    panels = room.empty("seen", (-(-columns // wide), rows, wide), errors.dtype)
    found = np.zeros((gates, hidden, len(panels) * wide), errors.dtype)
    with threads_for(errors.size * columns):
        _gradients(errors, states, x, panels, found.reshape(gates, -1))
    return found[:, :, :columns]


@njit(cache=True, parallel=True)
def _gradients(errors, states, x, panels, found):
    """Fill found (G, H columns), whose columns fill whole panels."""
    gates, rows, hidden = errors.shape
    for p in prange(len(panels)):
        _pack_seen(states, x, p * panels.shape[2], panels[p])
    parts = (hidden + UNITS_PER_TASK - 1) // UNITS_PER_TASK
    columns = found.shape[1] // hidden
    for task in prange(gates * parts):
        g, first = task // parts, task % parts * UNITS_PER_TASK
        some = min(UNITS_PER_TASK, hidden - first)
        few, edge = np.empty((-(-some // tiles.ROWS), tiles.DEPTH, tiles.ROWS), errors.dtype), tiles.room(found)
        for start in range(0, rows, tiles.DEPTH):
            deep = min(tiles.DEPTH, rows - start)
            _pack_errors(errors[g, start : start + deep], first, some, few)
            for tile in range(len(few)):
                unit = tile * tiles.ROWS
                count, target = min(tiles.ROWS, some - unit), found[g, (first + unit) * columns :]
                part = panels[:, start : start + deep]
                tiles.add_product(few[tile].reshape(-1), 1, tiles.ROWS, part, target, count, columns, columns, edge)


@njit(cache=True)
def _pack_errors(errors, first, some, few):
    """Fill few (tiles, depth, rows of a tile) with the columns from `first` on of errors (depth, H)."""
    for row in range(len(errors)):
        for unit in range(some):
            few[unit // tiles.ROWS, row, unit % tiles.ROWS] = errors[row, first + unit]


@njit(cache=True)
def _pack_seen(states, x, first, panel):
    """Fill one panel (M, wide) with columns from `first` on of state, input and 1 side by side, then zeros."""
    hidden, inputs = states.shape[1], x.shape[1]
    end = first + panel.shape[1]
    for row in range(len(panel)):
        for column in range(first, min(end, hidden)):
            panel[row, column - first] = states[row, column]
        for column in range(max(first, hidden), min(end, hidden + inputs)):
            panel[row, column - first] = x[row, column - hidden]
        for column in range(max(first, hidden + inputs), end):
            panel[row, column - first] = column == hidden + inputs
