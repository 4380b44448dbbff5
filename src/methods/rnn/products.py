"""The gradients of all weights: one product over all time steps and sequences, cut into tasks for the threads.

M rows, one for each step and sequence. A row of operands is what a gate's sum was computed from: the previous state
(H), the input (I) and a 1 for the bias.
"""

import numpy as np
from numba import prange

from methods.rnn import tiles
from methods.rnn.sequences import Workspace
from methods.rnn.threads import threads_for
from recomputed.stats.compiled import njit

UNITS_PER_TASK = 256  # most often whole rows of errors: pieces of 48 units are copied at half the speed


def packed(matrices: np.ndarray) -> np.ndarray:
    """Pack each of `matrices` (G, depth, columns) for methods.rnn.tiles: (G, panels, depth, wide)."""
    return np.stack([tiles.pack(matrix) for matrix in matrices])


def gradients(errors: np.ndarray, states: np.ndarray, x: np.ndarray, workspace: Workspace) -> np.ndarray:
    """Give the transpose of each of errors (G, M, H) times the operands: (G, H, H + I + 1).

    states (M, H): previous states; x (M, I): inputs.
    """
    gates, rows, hidden = errors.shape
    columns = hidden + x.shape[1] + 1
    wide = tiles.PANEL // errors.itemsize
    panels = workspace.empty("operands", (-(-columns // wide), rows, wide), errors.dtype)
    found = np.zeros((gates, hidden, len(panels) * wide), errors.dtype)
    with threads_for(errors.size * columns):
        _gradients(errors, states, x, panels, found.reshape(gates, -1))
    return found[:, :, :columns]


@njit(cache=True, parallel=True)
def _gradients(errors, states, x, panels, found):
    """Fill found (G, H columns), whose columns fill whole panels."""
    gates, rows, hidden = errors.shape
    for p in prange(len(panels)):
        _pack_operands(states, x, p * panels.shape[2], panels[p])
    parts = (hidden + UNITS_PER_TASK - 1) // UNITS_PER_TASK
    columns = found.shape[1] // hidden
    for task in prange(gates * parts):
        g, first = task // parts, task % parts * UNITS_PER_TASK
        units, edge = min(UNITS_PER_TASK, hidden - first), tiles.edge_buffer(found)
        packed_errors = np.empty((-(-units // tiles.ROWS), tiles.DEPTH, tiles.ROWS), errors.dtype)
        for start in range(0, rows, tiles.DEPTH):
            deep = min(tiles.DEPTH, rows - start)
            _pack_errors(errors[g, start : start + deep], first, units, packed_errors)
            for tile in range(len(packed_errors)):
                unit = tile * tiles.ROWS
                count, target = min(tiles.ROWS, units - unit), found[g, (first + unit) * columns :]
                a, part = packed_errors[tile].reshape(-1), panels[:, start : start + deep]
                tiles.add_product(a, 1, tiles.ROWS, part, target, count, columns, columns, edge)


@njit(cache=True)
def _pack_errors(errors, first, units, out):
    """Fill out (tiles, depth, rows of a tile) with `units` columns of errors (depth, H), beginning at `first`."""
    for row in range(len(errors)):
        for unit in range(units):
            out[unit // tiles.ROWS, row, unit % tiles.ROWS] = errors[row, first + unit]


@njit(cache=True)
def _pack_operands(states, x, first, panel):
    """Fill one panel (M, wide) with columns of the operands, beginning at `first`, and zeros after the last."""
    hidden, inputs = states.shape[1], x.shape[1]
    end = first + panel.shape[1]
    for row in range(len(panel)):
        for column in range(first, min(end, hidden)):
            panel[row, column - first] = states[row, column]
        for column in range(max(first, hidden), min(end, hidden + inputs)):
            panel[row, column - first] = x[row, column - hidden]
        for column in range(max(first, hidden + inputs), end):
            panel[row, column - first] = column == hidden + inputs
