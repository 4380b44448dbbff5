"""Matrix products over a block of sequences that lie side by side, in LLVM vectors: the two products of training.

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
from recomputed.stats.compiled import njit

VECTOR = 64  # bytes
WIDTH = 2 * VECTOR  # bytes of a row: 32 float32, 16 float64
TALL = 14 if AVX512 else 6  # rows of `multiply` at a time, two vectors each
ROWS, COLUMNS = (4, 6) if AVX512 else (2, 3)  # of a tile of `correlate`, a vector each
_WORD, _CONTRACT = ir.IntType(64), ["contract"]


def block_size(dtype: np.dtype) -> int:
    """Give the number of sequences of a block."""
    return WIDTH // np.dtype(dtype).itemsize


def aligned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Give zeros that begin at a whole vector: a vector across two cache lines takes twice the time to load."""
    dtype, count = np.dtype(dtype), int(np.prod(shape))
    raw = np.zeros(count * dtype.itemsize + VECTOR, np.uint8)
    start = -raw.ctypes.data % VECTOR
    return raw[start : start + count * dtype.itemsize].view(dtype).reshape(shape)


@intrinsic
def _tall(typing, rows, kind, a, along, b, depth, c, keep):
    """Fill `rows` rows of C, 1 to TALL, with A B, added to C if `keep`; addresses and strides in bytes."""

    def emit(context, builder, _, args):
        with _Cases(builder, args[0], range(1, TALL + 1)) as cases:
            for count in cases:
                _emit_tall(count, kind.dtype, builder, *args[2:])

    return types.void(types.intp, kind, *(types.intp,) * 6), emit


def _emit_tall(rows: int, dtype, builder, a, along, b, depth, c, keep) -> None:
    vector = _vector(dtype)
    places = [(row, half) for row in range(rows) for half in range(2)]

    def sums(_, at_a, at_b, totals):
        of_b = [_load(builder, vector, _at(builder, at_b, half * VECTOR)) for half in range(2)]
        lanes = [_spread(builder, dtype, _at(builder, at_a, row * dtype.bitwidth // 8)) for row in range(rows)]
        return [_fma(builder, lanes[row], of_b[half], t) for (row, half), t in zip(places, totals, strict=True)]

    # The sums that C holds come last, so that they are added to a product as a whole.
    found = _loop(builder, depth, [(a, along), (b, ir.Constant(_WORD, WIDTH))], vector, len(places), sums)
    addresses = [_at(builder, c, row * WIDTH + half * VECTOR) for row, half in places]
    with builder.if_else(builder.icmp_signed("!=", keep, ir.Constant(_WORD, 0))) as (kept, fresh):
        with kept:
            for address, value in zip(addresses, found, strict=True):
                _store(builder, builder.fadd(_load(builder, vector, address), value), address)
        with fresh:
            for address, value in zip(addresses, found, strict=True):
                _store(builder, value, address)


@intrinsic
def _pairs(typing, case, kind, a, of_a, b, of_b, steps, c, row_c):
    """Add to a tile of C the sums over steps and sequences of products of rows of A and B.

    case: (rows - 1) COLUMNS + columns - 1; of_a, of_b: bytes from one step to the next; row_c: bytes of a row of C.
    """

    def emit(context, builder, _, args):
        with _Cases(builder, args[0], range(ROWS * COLUMNS)) as cases:
            for case in cases:
                _emit_pairs(case // COLUMNS + 1, case % COLUMNS + 1, kind.dtype, builder, *args[2:])

    return types.void(types.intp, kind, *(types.intp,) * 7), emit


def _emit_pairs(rows: int, columns: int, dtype, builder, a, of_a, b, of_b, steps, c, row_c) -> None:
    vector = _vector(dtype)
    places = [(row, column) for row in range(rows) for column in range(columns)]

    def sums(_, at_a, at_b, totals):
        for half in range(2):
            ours = [_load(builder, vector, _at(builder, at_a, row * WIDTH + half * VECTOR)) for row in range(rows)]
            theirs = [_load(builder, vector, _at(builder, at_b, col * WIDTH + half * VECTOR)) for col in range(columns)]
            pairs = zip(places, totals, strict=True)
            totals = [_fma(builder, ours[row], theirs[column], total) for (row, column), total in pairs]
        return totals

    found = _loop(builder, steps, [(a, of_a), (b, of_b)], vector, len(places), sums)
    for (row, column), value in zip(places, found, strict=True):
        address = builder.add(c, builder.mul(row_c, ir.Constant(_WORD, row)))
        address = _at(builder, address, column * dtype.bitwidth // 8)
        real = vector.element
        _store(builder, builder.fadd(_load(builder, real, address), _total(builder, value)), address)


def _total(builder, value):
    """Add the lanes of a vector: upper half to lower half, until one is left."""
    while value.type.count > 1:
        half = value.type.count // 2
        none, index = ir.Constant(value.type, ir.Undefined), ir.VectorType(ir.IntType(32), half)
        low, high = (
            builder.shuffle_vector(value, none, ir.Constant(index, list(range(start, start + half))))
            for start in (0, half)
        )
        value = builder.fadd(low, high)
    return builder.extract_element(value, ir.Constant(ir.IntType(32), 0))


class _Cases:
    """Emit one block of code per case; the caller's code for each is emitted in turn."""

    def __init__(self, builder, value, numbers):
        self.builder, self.value, self.numbers = builder, value, numbers

    def __enter__(self):
        return self._each()

    def _each(self):
        builder = self.builder
        self.done, never = builder.append_basic_block("done"), builder.append_basic_block("never")
        choice = builder.switch(self.value, never)
        builder.position_at_end(never)
        builder.unreachable()
        for number in self.numbers:
            block = builder.append_basic_block("case")
            choice.add_case(number, block)
            builder.position_at_end(block)
            yield number
            builder.branch(self.done)

    def __exit__(self, *_):
        self.builder.position_at_end(self.done)


def _loop(builder, count, walks, vector, totals: int, body):
    """Emit a loop with addresses that walk and with sums; give the sums after it. It runs once at least."""
    before, loop, after = builder.block, builder.append_basic_block("loop"), builder.append_basic_block("after")
    builder.branch(loop)
    builder.position_at_end(loop)
    k, *places = (builder.phi(_WORD) for _ in range(1 + len(walks)))
    sums = [builder.phi(vector) for _ in range(totals)]
    new = body(k, *places, sums)
    k_next = builder.add(k, ir.Constant(_WORD, 1))
    for phi, start, following in [(k, ir.Constant(_WORD, 0), k_next)] + [
        (phi, start, builder.add(phi, step)) for phi, (start, step) in zip(places, walks, strict=True)
    ]:
        phi.add_incoming(start, before)
        phi.add_incoming(following, loop)
    for phi, value in zip(sums, new, strict=True):
        phi.add_incoming(ir.Constant(vector, None), before)
        phi.add_incoming(value, loop)
    builder.cbranch(builder.icmp_signed("<", k_next, count), loop, after)
    builder.position_at_end(after)
    return new


def _vector(dtype) -> ir.VectorType:
    return ir.VectorType(ir.FloatType() if dtype == types.float32 else ir.DoubleType(), VECTOR * 8 // dtype.bitwidth)


def _at(builder, address, offset: int):
    return builder.add(address, ir.Constant(_WORD, offset)) if offset else address


def _align(kind) -> int:
    scalar = getattr(kind, "element", kind)
    return 4 if isinstance(scalar, ir.FloatType) else 8


def _load(builder, kind, address):
    return builder.load(builder.inttoptr(address, kind.as_pointer()), align=_align(kind))


def _store(builder, value, address) -> None:
    builder.store(value, builder.inttoptr(address, value.type.as_pointer()), align=_align(value.type))


def _spread(builder, dtype, address):
    """Load one number into all lanes."""
    vector = _vector(dtype)
    none, zeros = ir.Constant(vector, ir.Undefined), ir.Constant(ir.VectorType(ir.IntType(32), vector.count), None)
    one = builder.insert_element(none, _load(builder, vector.element, address), ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(one, none, zeros)


def _fma(builder, a, b, total):
    return builder.fadd(total, builder.fmul(a, b, flags=_CONTRACT), flags=_CONTRACT)


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


@njit(cache=True)
def correlate(a, rows, b, columns, steps, c):
    """Add to C (rows, columns), flat, the sums over steps and sequences of A's rows times B's.

    a, b: (steps, at least so many rows × block), whose rows may be apart in memory.
    """
    high, wide = (rows + ROWS - 1) // ROWS, (columns + COLUMNS - 1) // COLUMNS
    at_a, at_b, at_c = np.intp(a.ctypes.data), np.intp(b.ctypes.data), np.intp(c.ctypes.data)
    for i in range(high):
        row = i * rows // high
        tall = (i + 1) * rows // high - row
        for j in range(wide):
            column = j * columns // wide
            case = (tall - 1) * COLUMNS + (j + 1) * columns // wide - column - 1
            target = at_c + (row * columns + column) * c.itemsize
            _add_pairs(
                case, c, at_a + row * WIDTH, a.strides[0], at_b + column * WIDTH, b.strides[0], steps, target,
                columns * c.itemsize,
            )  # fmt: skip


@njit(cache=True)
def _add_pairs(case, kind, a, of_a, b, of_b, steps, c, row_c):
    _pairs(case, kind, a, of_a, b, of_b, steps, c, row_c)
