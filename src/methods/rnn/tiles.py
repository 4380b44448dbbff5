"""Matrix products inside compiled loops: C += A B, where B was packed once, before the loop.

A BLAS packs its operands in every call. A time step of one block has few rows, so packing would take about as long as
the product, each time for the same weights. Here B is stored in panels whose rows hold PANEL bytes, and a tile of up
to ROWS rows of C by one panel stays in registers (LLVM vectors, in the registers that the processor has). Every number
is summed in the same order, along the depth, wherever its tile begins. So blocks, threads and the BLAS that SciPy
brings change no bit of the results.
"""

import numpy as np
from llvmlite import ir
from llvmlite.binding import get_host_cpu_features
from numba import types
from numba.extending import intrinsic

from recomputed.stats.compiled import njit

AVX512 = get_host_cpu_features().get("avx512f", False)
ROWS = 16 if AVX512 else 6  # sums at a time: one of 32 registers each or, with AVX2, two of 16; the rest hold A and B
PANEL = 64  # bytes of a panel's row: 16 float32, 8 float64
DEPTH = 256  # rows of a panel at a time, so that they stay in the nearest cache


@intrinsic
def _tile(typing, rows, kind, a, across, along, b, depth, c, row_c):
    """Add A B to `rows` rows of C, 1 to ROWS; addresses and strides in bytes; kind: any array of the number type."""
    sizes = (types.intp,) * 7

    def emit(context, builder, _, args):
        done, never = builder.append_basic_block("tiled"), builder.append_basic_block("never")
        choice = builder.switch(args[0], never)
        for count in range(1, ROWS + 1):
            block = builder.append_basic_block("tile")
            choice.add_case(count, block)
            builder.position_at_end(block)
            _emit(count, kind.dtype, builder, args[2:], done)
        builder.position_at_end(never)
        builder.unreachable()
        builder.position_at_end(done)

    return types.void(types.intp, kind, *sizes), emit


def _emit(rows: int, dtype, builder, args, done) -> None:
    a, across, along, b, depth, c, row_c = args
    real, word = ir.FloatType() if dtype == types.float32 else ir.DoubleType(), ir.IntType(64)
    count = PANEL // (dtype.bitwidth // 8)
    vector = ir.VectorType(real, count)
    first_lane = ir.Constant(ir.VectorType(ir.IntType(32), count), [0] * count)

    def load(kind, address):
        return builder.load(builder.inttoptr(address, kind.as_pointer()), align=dtype.bitwidth // 8)

    before, loop, after = builder.block, builder.append_basic_block("along"), builder.append_basic_block("add")
    builder.branch(loop)
    builder.position_at_end(loop)
    k, at_a, at_b = (builder.phi(word) for _ in range(3))
    sums = [builder.phi(vector) for _ in range(rows)]
    of_b, new = load(vector, at_b), []
    for row, total in enumerate(sums):
        one = load(real, builder.add(at_a, builder.mul(across, ir.Constant(word, row))))
        all_lanes = builder.shuffle_vector(
            builder.insert_element(ir.Constant(vector, ir.Undefined), one, ir.Constant(ir.IntType(32), 0)),
            ir.Constant(vector, ir.Undefined),
            first_lane,
        )
        new.append(builder.fadd(total, builder.fmul(all_lanes, of_b, flags=["contract"]), flags=["contract"]))
    steps = [(k, ir.Constant(word, 0), ir.Constant(word, 1)), (at_a, a, along), (at_b, b, ir.Constant(word, PANEL))]
    for phi, start, step in steps:
        phi.add_incoming(start, before)
        phi.add_incoming(builder.add(phi, step), loop)
    for phi, value in zip(sums, new, strict=True):
        phi.add_incoming(ir.Constant(vector, None), before)
        phi.add_incoming(value, loop)
    more = builder.icmp_signed("<", builder.add(k, ir.Constant(word, 1)), depth)
    builder.cbranch(more, loop, after)
    builder.position_at_end(after)
    for row, value in enumerate(new):
        address = builder.add(c, builder.mul(row_c, ir.Constant(word, row)))
        place = builder.inttoptr(address, vector.as_pointer())
        builder.store(builder.fadd(load(vector, address), value), place, align=dtype.bitwidth // 8)
    builder.branch(done)


@njit(cache=True)
def pack(matrix):
    """Store B (depth, columns) as panels, (panels, depth, columns of a panel), the last filled up with zeros."""
    depth, columns = matrix.shape
    wide = PANEL // matrix.itemsize
    panels = np.zeros(((columns + wide - 1) // wide, depth, wide), matrix.dtype)
    for column in range(columns):
        for k in range(depth):
            panels[column // wide, k, column % wide] = matrix[k, column]
    return panels


@njit(cache=True)
def edge_buffer(kind):
    """Make the buffer for a tile of the last, narrower panel; call it once, outside the loop."""
    return np.empty((ROWS, PANEL // kind.itemsize), kind.dtype)


@njit(cache=True)
def add_product(a, across, along, panels, c, rows, columns, row_c, edge):
    """Set C += A B; the flat arrays `a` and `c` begin with A and with C (rows, columns).

    across, along: distance in numbers from one row of A to the next, and from one column to the next; row_c: from one
    row of C to the next; panels: B as `pack` gives it; edge: from `edge_buffer`.
    """
    size, wide, depth = c.itemsize, panels.shape[2], panels.shape[1]
    tiles = (rows + ROWS - 1) // ROWS  # all with nearly the same number of rows: few rows take as long as many
    for start in range(0, depth, DEPTH):
        deep = min(DEPTH, depth - start)
        for p in range(len(panels)):
            b = np.intp(panels.ctypes.data) + p * panels.strides[0] + start * PANEL
            whole = (p + 1) * wide <= columns
            for part in range(tiles):
                first = part * rows // tiles
                height = (part + 1) * rows // tiles - first
                of_a = np.intp(a.ctypes.data) + (first * across + start * along) * size
                if whole:
                    target, stride = np.intp(c.ctypes.data) + (first * row_c + p * wide) * size, row_c * size
                else:
                    edge[:] = 0
                    target, stride = np.intp(edge.ctypes.data), PANEL
                _add_tile(height, c, of_a, across * size, along * size, b, deep, target, stride)
                if not whole:
                    for row in range(height):
                        for column in range(p * wide, columns):
                            c[(first + row) * row_c + column] += edge[row, column - p * wide]


@njit(cache=True)
def _add_tile(rows, kind, a, across, along, b, depth, c, row_c):
    # A separate function, because the loop takes 1.5 times as long when it is inlined in a larger one (LLVM 22).
    _tile(rows, kind, a, across, along, b, depth, c, row_c)
