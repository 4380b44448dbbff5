"""The pointwise part of an LSTM step in training, forward and backward: one pass over a block, a vector at a time.

Every address is that of flat planes of one size, the hidden units of a block (methods.rnn.lanes): gates, their errors
and peephole weights are planes one after another. A cell without peepholes has weights of 0, and without a gate, 1 as
its value. The formulas are those of methods.rnn.pointwise; a test compares the two.
"""

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from methods.rnn.vector_activations import logistic, tanh
from methods.rnn.vectors import VECTOR, WORD, Vector, choose, load, loop, store, vector_type
from recomputed.stats.compiled import njit

AT_ONCE = 2 * VECTOR  # bytes: the sequences of a block
# Bits of a variant's flags, in the order of its fields.
INPUT, FORGET, OUTPUT, INPUT_TANH, OUTPUT_TANH, COUPLED, PEEPHOLES, RECURRENT = (1 << n for n in range(8))


class _Planes:
    """Vectors at one place of the planes of a kernel, and the flags as conditions."""

    def __init__(self, builder, kind, offset, size, flags):
        self.builder, self.kind, self.offset, self.size, self.flags = builder, kind, offset, size, flags

    def address(self, base, plane: int = 0):
        return self.builder.add(self.builder.add(base, self.offset), self.builder.mul(self.size, _word(plane)))

    def get(self, base, plane: int = 0) -> Vector:
        return load(self.builder, self.kind, self.address(base, plane))

    def put(self, vector: Vector, base, plane: int = 0) -> None:
        store(vector, self.address(base, plane))

    def number(self, value: float) -> Vector:
        return Vector(self.builder, ir.Constant(self.kind, [float(value)] * self.kind.count))

    def if_(self, flag: int, yes, no) -> Vector:
        bit = self.builder.and_(self.flags, _word(flag))
        return choose(self.builder, self.builder.icmp_signed("!=", bit, _word(0)), yes, no)


def _word(number: int) -> ir.Constant:
    return ir.Constant(WORD, number)


def _gate(at: _Planes, gates, p, plane: int, flag: int, state: Vector) -> Vector:
    total = at.get(gates, plane) + at.get(p, plane - 1) * state
    return at.if_(flag, lambda: logistic(total), lambda: at.number(1))


def _block_input(at: _Planes, gates, *_) -> None:
    z = at.get(gates)
    at.put(at.if_(INPUT_TANH, lambda: tanh(z), lambda: z), gates)


def _input_gate(at: _Planes, gates, old, new, y, squashed, p) -> None:
    at.put(_gate(at, gates, p, 1, INPUT, at.get(old)), gates, 1)


def _cell(at: _Planes, gates, old, new, y, squashed, p) -> None:
    i, cell = at.get(gates, 1), at.get(old)
    f = at.if_(COUPLED, lambda: 1 - i, lambda: _gate(at, gates, p, 2, FORGET, cell))
    at.put(f, gates, 2)
    at.put(at.get(gates) * i + cell * f, new)


def _output_gate(at: _Planes, gates, old, new, y, squashed, p) -> None:
    at.put(_gate(at, gates, p, 3, OUTPUT, at.get(new)), gates, 3)


def _output(at: _Planes, gates, old, new, y, squashed, p) -> None:
    c = at.get(new)
    s = at.if_(OUTPUT_TANH, lambda: tanh(c), lambda: c)
    at.put(s, squashed)
    at.put(at.get(gates, 3) * s, y)


def _backward(at: _Planes, gates, old, new, squashed, dy, dc, sums, dq, p, dp) -> None:
    z, i, f, o = (at.get(gates, plane) for plane in range(4))
    cell, s, error, one = at.get(old), at.get(squashed), at.get(dy), lambda: at.number(1)
    of_i, of_f, of_o = (gate * (1 - gate) for gate in (i, f, o))
    back = [at.if_(RECURRENT, lambda n=n: at.get(dq, n), lambda: at.number(0)) for n in range(3)]
    do = error * s * of_o + back[2] * of_o
    error = at.get(dc) + error * o * at.if_(OUTPUT_TANH, lambda: 1 - s * s, one) + at.get(p, 2) * do
    dz = error * i * at.if_(INPUT_TANH, lambda: 1 - z * z, one)
    di = (error * z + back[0]) * of_i
    df = (error * cell + back[1]) * of_f
    coupled_di = at.if_(COUPLED, lambda: di - (error * cell + back[1]) * of_i, lambda: di)
    df = at.if_(COUPLED, lambda: at.number(0), lambda: df)
    at.put(error * f + at.get(p, 0) * coupled_di + at.get(p, 1) * df, dc)
    for plane, value in enumerate((dz, coupled_di, df, do)):
        at.put(value, sums, plane)
    for plane, (state, value) in enumerate(((cell, coupled_di), (cell, df), (at.get(new), do))):
        at.put(at.get(dp, plane) + state * value, dp, plane)


def _over_planes(phases, bases: int):
    """Make the code generator of a kernel (any array, bytes of a plane, flags, base addresses): a loop per phase."""

    def emit(context, builder, signature, args):
        kind, size, flags = vector_type(signature.args[0].dtype, AT_ONCE), args[1], args[2]
        for phase in phases:

            def body(places, _, phase=phase):
                phase(_Planes(builder, kind, places[0], size, flags), *args[3:])
                return []

            loop(builder, builder.sdiv(size, _word(AT_ONCE)), [(_word(0), _word(AT_ONCE))], 0, kind, body)

    return lambda kind: (types.void(kind, *(types.intp,) * (2 + bases)), emit)


# One activation in a loop: after a chain of several, too few vectors are on their way to fill the processor.
_FORWARD = _over_planes((_block_input, _input_gate, _cell, _output_gate, _output), 6)
_BACKWARD = _over_planes((_backward,), 10)


@intrinsic
def _lstm_forward(typing, kind, size, flags, gates, old, new, y, squashed, p):
    return _FORWARD(kind)


@intrinsic
def _lstm_backward(typing, kind, size, flags, gates, old, new, squashed, dy, dc, sums, dq, p, dp):
    return _BACKWARD(kind)


@njit(cache=True)
def lstm_forward(kind, size, flags, gates, old, new, y, squashed, p):
    """Turn the sums in `gates` into values, and fill new, the cell, y, the output, and squashed, what the output reads.

    kind: any array of the number type; size: bytes of a plane; flags: as bits; old: the cell before; p: peepholes.
    """
    _lstm_forward(kind, size, flags, gates, old, new, y, squashed, p)


@njit(cache=True)
def lstm_backward(kind, size, flags, gates, old, new, squashed, dy, dc, sums, dq, p, dp):
    """Fill sums, the errors of the gates' sums, from dy, the error of the output; dp, of the peepholes, is added to.

    dc: the error of the cell, as it comes from the step after, replaced by that for the step before; dq: the errors of
    the gates' values i, f, o that the step after sends back. Other arguments as in `lstm_forward`.
    """
    _lstm_backward(kind, size, flags, gates, old, new, squashed, dy, dc, sums, dq, p, dp)
