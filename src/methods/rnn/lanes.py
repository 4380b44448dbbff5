"""Matrix products over a block of sequences that lie side by side: the two products of training.

A block has as many sequences as fill two vectors; its arrays are (rows, sequences of a block), so a row is two vectors
and never a part of one, whatever the sizes of the net. `multiply` gives the sums of a step: rows of weights times
rows of operands. `correlate` gives the gradient of weights: sums over steps and sequences of pairs of rows. A tile of
results stays in registers. Each number is summed in the same order wherever its tile begins, so the number of
registers changes no bit of the results.
"""

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from methods.rnn.tiles import AVX512
from methods.rnn.vectors import VECTOR, WORD, at, cases, load, loop, spread, store, total, vector_type
from recomputed.stats.compiled import njit

WIDTH = 2 * VECTOR  # bytes of a row: 32 float32, 16 float64
TALL = 14 if AVX512 else 6  # rows of `multiply` at a time, two vectors each
ROWS, COLUMNS = (4, 6) if AVX512 else (2, 3)  # of a tile of `correlate`, a vector each


def block_size(dtype: np.dtype) -> int:
    """Give the number of sequences of a block."""
    return WIDTH // np.dtype(dtype).itemsize


def aligned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Give zeros that begin at a whole vector: a vector across two cache lines takes twice the time to load."""
    dtype, count = np.dtype(dtype), int(np.prod(shape))
    raw = np.zeros(count * dtype.itemsize + VECTOR, np.uint8)
    start = -raw.ctypes.data % VECTOR
    return raw[start : start + count * dtype.itemsize].view(dtype).reshape(shape)


@njit(cache=True)
def multiply(a, along, rows, b, depth, c, keep):
    """Fill C (rows, block) with A B, added to C if `keep`.

    Flat arrays that begin with the first number: A (depth, along), of which the first `rows` columns are used, so A is
    held transposed; B (depth, block).
    """
    tiles = (rows + TALL - 1) // TALL  # all with nearly the same number of rows
    for tile in range(tiles):
        first = tile * rows // tiles
        count = (tile + 1) * rows // tiles - first
        of_a, of_c = np.intp(a.ctypes.data) + first * a.itemsize, np.intp(c.ctypes.data) + first * WIDTH
        _add_tall(count, c, of_a, along * a.itemsize, np.intp(b.ctypes.data), depth, of_c, keep)


@njit(cache=True)
def _add_tall(rows, kind, a, along, b, depth, c, keep):
    _tall(rows, kind, a, along, b, depth, c, np.intp(keep))


@intrinsic
def _tall(typing, rows, kind, a, along, b, depth, c, keep):
    """Fill `rows` rows of C, 1 to TALL, with A B, added to C if `keep`; addresses and strides in bytes."""

    def emit(context, builder, _, args):
        cases(
            builder, args[0], range(1, TALL + 1), lambda n: _emit_tall(n, vector_type(kind.dtype), builder, *args[2:])
        )

    return types.void(types.intp, kind, *(types.intp,) * 6), emit


def _emit_tall(rows: int, kind, builder, a, along, b, depth, c, keep) -> None:
    places = [(row, half) for row in range(rows) for half in range(2)]
    size = VECTOR // kind.count

    def sums(addresses, totals):
        of_b = [load(builder, kind, at(builder, addresses[1], half * VECTOR)) for half in range(2)]
        lanes = [spread(builder, kind, at(builder, addresses[0], row * size)) for row in range(rows)]
        return [old + lanes[row] * of_b[half] for (row, half), old in zip(places, totals, strict=True)]

    found = loop(builder, depth, [(a, along), (b, ir.Constant(WORD, WIDTH))], len(places), kind, sums)
    targets = [at(builder, c, row * WIDTH + half * VECTOR) for row, half in places]
    with builder.if_else(builder.icmp_signed("!=", keep, ir.Constant(WORD, 0))) as (kept, fresh):
        with kept:
            for target, value in zip(targets, found, strict=True):
                store(load(builder, kind, target) + value, target)
        with fresh:
            for target, value in zip(targets, found, strict=True):
                store(value, target)


@njit(cache=True)
def correlate(a, rows, b, columns, steps, c):
    """Add to C (rows, columns), flat, the sums over steps and sequences of A's rows times B's.

    a, b: (steps, at least so many rows × block), whose rows may be apart in memory.
    """
    high, wide = (rows + ROWS - 1) // ROWS, (columns + COLUMNS - 1) // COLUMNS
    at_a, at_b, at_c = np.intp(a.ctypes.data), np.intp(b.ctypes.data), np.intp(c.ctypes.data)
    for j in range(wide):  # outside, so that its part of B stays in the nearest cache
        column = j * columns // wide
        for i in range(high):
            row = i * rows // high
            case = ((i + 1) * rows // high - row - 1) * COLUMNS + (j + 1) * columns // wide - column - 1
            of_a, of_b = at_a + row * WIDTH, at_b + column * WIDTH
            target = at_c + (row * columns + column) * c.itemsize
            _add_pairs(case, c, of_a, a.strides[0], of_b, b.strides[0], steps, target, columns * c.itemsize)


@njit(cache=True)
def _add_pairs(case, kind, a, of_a, b, of_b, steps, c, row_c):
    _pairs(case, kind, a, of_a, b, of_b, steps, c, row_c)


@intrinsic
def _pairs(typing, case, kind, a, of_a, b, of_b, steps, c, row_c):
    """Add to a tile of C the sums over steps and sequences of products of rows of A and B.

    case: (rows - 1) COLUMNS + columns - 1; of_a, of_b: bytes from one step to the next; row_c: bytes of a row of C.
    """

    def emit(context, builder, _, args):
        def one(case):
            _emit_pairs(case // COLUMNS + 1, case % COLUMNS + 1, vector_type(kind.dtype), builder, *args[2:])

        cases(builder, args[0], range(ROWS * COLUMNS), one)

    return types.void(types.intp, kind, *(types.intp,) * 7), emit


def _emit_pairs(rows: int, columns: int, kind, builder, a, of_a, b, of_b, steps, c, row_c) -> None:
    places = [(row, column) for row in range(rows) for column in range(columns)]

    def sums(addresses, totals):
        for half in range(2):
            ours, theirs = (
                [load(builder, kind, at(builder, address, n * WIDTH + half * VECTOR)) for n in range(count)]
                for address, count in zip(addresses, (rows, columns), strict=True)
            )
            totals = [old + ours[row] * theirs[col] for (row, col), old in zip(places, totals, strict=True)]
        return totals

    found = loop(builder, steps, [(a, of_a), (b, of_b)], len(places), kind, sums)
    for (row, column), value in zip(places, found, strict=True):
        target = builder.add(c, builder.mul(row_c, ir.Constant(WORD, row)))
        target = at(builder, target, column * VECTOR // kind.count)
        store(load(builder, kind.element, target) + total(value), target)
