"""The arithmetic of methods.rnn.activations for LLVM vectors, with the same numbers in the same order."""

from math import factorial

from llvmlite import ir

from methods.rnn import activations
from methods.rnn.vectors import Vector


def tanh(x: Vector) -> Vector:
    """Emit tanh(x)."""
    p, power = _parts((x + x).within(_number("TOP", x)))
    q = power * p + (power - 1)
    return q / (q + 2)


def logistic(x: Vector) -> Vector:
    """Emit 1 / (1 + e^-x)."""
    p, power = _parts((0 - x).within(_number("LIMIT", x)))
    return 1 / (1 + (power + power * p))


def _parts(x: Vector) -> tuple[Vector, Vector]:
    """Emit p and 2^n as activations.parts_32 or parts_64 gives them."""
    high, low, log2e, magic = (_number(name, x) for name in ("HIGH", "LOW", "LOG2E", "MAGIC"))
    bias, bits, terms = (127, 23, 7) if _bits(x) == 32 else (1023, 52, 13)
    shifted = x * log2e + magic
    n, builder = shifted - magic, x.builder
    whole = ir.VectorType(ir.IntType(_bits(x)), x.value.type.count)
    bias, bits = (ir.Constant(whole, [number] * whole.count) for number in (bias, bits))
    power = builder.shl(builder.add(builder.bitcast(shifted.value, whole), bias), bits)
    r = (x - n * high) - n * low
    series = 1 / factorial(terms)
    for term in range(terms - 1, 1, -1):
        series = 1 / factorial(term) + r * series
    return r + r * r * series, Vector(builder, builder.bitcast(power, x.value.type))


def _number(name: str, x: Vector) -> float:
    return float(getattr(activations, f"{name}_{_bits(x)}"))


def _bits(x: Vector) -> int:
    return 32 if isinstance(x.value.type.element, ir.FloatType) else 64
