"""LLVM vectors and loops over them, for kernels that LLVM would not make from loops over numbers.

LLVM vectorises a loop only if eight comparisons of addresses show that its arrays do not overlap, and not around a
branch. Here a Python function emits the code of one vector; addresses are in bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from llvmlite import ir
from numba import types

VECTOR = 64  # bytes
WORD = ir.IntType(64)
_CONTRACT = ["contract"]  # allows fused multiply-add


@dataclass(frozen=True)
class Vector:
    """A vector in a kernel that is being emitted; numbers on the other side of an operator fill a whole vector."""

    builder: ir.IRBuilder
    value: ir.Value

    def __add__(self, other):
        return Vector(self.builder, self.builder.fadd(self.value, self.filled(other), flags=_CONTRACT))

    def __sub__(self, other):
        return Vector(self.builder, self.builder.fsub(self.value, self.filled(other), flags=_CONTRACT))

    def __rsub__(self, other):
        return Vector(self.builder, self.builder.fsub(self.filled(other), self.value, flags=_CONTRACT))

    def __mul__(self, other):
        return Vector(self.builder, self.builder.fmul(self.value, self.filled(other), flags=_CONTRACT))

    def __rtruediv__(self, other):
        return Vector(self.builder, self.builder.fdiv(self.filled(other), self.value))

    def __truediv__(self, other):
        return Vector(self.builder, self.builder.fdiv(self.value, other.value))

    __radd__, __rmul__ = __add__, __mul__

    def filled(self, other) -> ir.Value:
        """Give the value of another vector, or a constant with a number in all lanes."""
        kind = self.value.type
        return other.value if isinstance(other, Vector) else ir.Constant(kind, [float(other)] * kind.count)

    def within(self, limit: float) -> "Vector":
        """Give the vector with numbers beyond ± limit set to it; a nan stays a nan."""
        value = self.value
        for sign, bound in ((">", limit), ("<", -limit)):
            bound = self.filled(bound)
            value = self.builder.select(self.builder.fcmp_ordered(sign, value, bound), bound, value)
        return Vector(self.builder, value)


def vector_type(dtype, size: int = VECTOR) -> ir.VectorType:
    """Give the vector of a type of numba, float32 or float64, that fills so many bytes; LLVM cuts a longer one."""
    return ir.VectorType(ir.FloatType() if dtype == types.float32 else ir.DoubleType(), size * 8 // dtype.bitwidth)


def load(builder, kind, address) -> Vector:
    """Load a vector, or one number, from an address."""
    return Vector(builder, builder.load(builder.inttoptr(address, kind.as_pointer()), align=_align(kind)))


def store(vector: Vector, address) -> None:
    """Store a vector or a number."""
    kind = vector.value.type
    vector.builder.store(vector.value, vector.builder.inttoptr(address, kind.as_pointer()), align=_align(kind))


def spread(builder, kind, address) -> Vector:
    """Load one number into all lanes."""
    none, zeros = ir.Constant(kind, ir.Undefined), ir.Constant(ir.VectorType(ir.IntType(32), kind.count), None)
    one = builder.insert_element(none, load(builder, kind.element, address).value, zeros.type.element(0))
    return Vector(builder, builder.shuffle_vector(one, none, zeros))


def total(vector: Vector) -> Vector:
    """Add all lanes: the upper half to the lower half, until one is left."""
    builder, value = vector.builder, vector.value
    while value.type.count > 1:
        half = value.type.count // 2
        none, index = ir.Constant(value.type, ir.Undefined), ir.VectorType(ir.IntType(32), half)
        places = (ir.Constant(index, list(range(start, start + half))) for start in (0, half))
        value = builder.fadd(*(builder.shuffle_vector(value, none, place) for place in places))
    return Vector(builder, builder.extract_element(value, ir.Constant(ir.IntType(32), 0)))


def at(builder, address, offset: int):
    """Give an address so many bytes further on."""
    return builder.add(address, ir.Constant(WORD, offset)) if offset else address


def choose(builder, condition, yes: Callable[[], Vector], no: Callable[[], Vector]) -> Vector:
    """Emit a branch: `yes` or `no` emits the code of either side and gives its vector."""
    found = []
    with builder.if_else(condition) as sides:
        for side, emit in zip(sides, (yes, no), strict=True):
            with side:
                found.append((emit().value, builder.block))
    phi = builder.phi(found[0][0].type)
    for value, block in found:
        phi.add_incoming(value, block)
    return Vector(builder, phi)


def loop(builder, count, walks: Sequence[tuple], sums: int, kind, body: Callable) -> list[Vector]:
    """Emit a loop, run once at least, and give its sums; body(places, sums) gives the new sums.

    walks: a first address and a step for each of the places.
    """
    before, block, after = builder.block, builder.append_basic_block("loop"), builder.append_basic_block("after")
    builder.branch(block)
    builder.position_at_end(block)
    walks = [(ir.Constant(WORD, 0), ir.Constant(WORD, 1)), *walks]
    places, totals = [builder.phi(WORD) for _ in walks], [builder.phi(kind) for _ in range(sums)]
    new = body(places[1:], [Vector(builder, total) for total in totals])
    following = [builder.add(place, step) for place, (_, step) in zip(places, walks, strict=True)]
    for place, (start, _), value in zip(places, walks, following, strict=True):
        place.add_incoming(start, before)
        place.add_incoming(value, builder.block)
    for old, value in zip(totals, new, strict=True):
        old.add_incoming(ir.Constant(kind, None), before)
        old.add_incoming(value.value, builder.block)
    builder.cbranch(builder.icmp_signed("<", following[0], count), block, after)
    builder.position_at_end(after)
    return new


def cases(builder, value, numbers: Sequence[int], emit: Callable[[int], None]) -> None:
    """Emit a switch with one case for each of `numbers`; the value is one of them."""
    done, never = builder.append_basic_block("done"), builder.append_basic_block("never")
    choice = builder.switch(value, never)
    builder.position_at_end(never)
    builder.unreachable()
    for number in numbers:
        block = builder.append_basic_block("case")
        choice.add_case(number, block)
        builder.position_at_end(block)
        emit(number)
        builder.branch(done)
    builder.position_at_end(done)


def _align(kind) -> int:
    return 4 if isinstance(getattr(kind, "element", kind), ir.FloatType) else 8
