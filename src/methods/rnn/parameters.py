"""Parameters of the nets as dicts of arrays, named by the articles' letters, and the checks on them.

LSTM, gates in the order z (block input), i, f, o, H hidden units, I inputs:
    W (4, H, I), R (4, H, H), b (4, H), p (3, H) peepholes of i, f, o;
    with full gate recurrence also Q (3, 3, H, H), [to, from] among i, f, o.
Simple RNN: U (H, I), W (H, H), b (H). Readout of either, to O outputs: V (O, H), c (O).
"""

import numpy as np

from methods.rnn.variants import VANILLA, Variant
from recomputed import arrays
from recomputed.errors import BadInput

GATES = "zifo"
INPUT_GATE, FORGET_GATE, OUTPUT_GATE = (GATES.index(gate) for gate in "ifo")
Parameters = dict[str, np.ndarray]


class NotFinite(BadInput):
    """A nan or an infinity where finite numbers are needed, as in a net that diverges."""


def lstm_shapes(inputs: int, hidden: int, variant: Variant = VANILLA) -> dict[str, tuple[int, ...]]:
    """Give the shape of every array of an LSTM."""
    shapes = {"W": (4, hidden, inputs), "R": (4, hidden, hidden), "b": (4, hidden), "p": (3, hidden)}
    return shapes | ({"Q": (3, 3, hidden, hidden)} if variant.recurrent_gates else {})


def simple_shapes(inputs: int, hidden: int) -> dict[str, tuple[int, ...]]:
    """Give the shape of every array of a simple RNN."""
    return {"U": (hidden, inputs), "W": (hidden, hidden), "b": (hidden,)}


def readout_shapes(hidden: int, outputs: int) -> dict[str, tuple[int, ...]]:
    """Give the shape of every array of a readout."""
    return {"V": (outputs, hidden), "c": (outputs,)}


def random(shapes: dict[str, tuple[int, ...]], rng: np.random.Generator, scale: float, dtype=np.float64) -> Parameters:
    """Draw normal numbers of standard deviation `scale` for every array; raises BadInput for a dtype of integers."""
    _check_floating(dtype)
    arrays.above_zero(scale, "scale", or_zero=True)
    return {name: (scale * rng.normal(size=shape)).astype(dtype) for name, shape in shapes.items()}


def glorot(shapes: dict[str, tuple[int, ...]], rng: np.random.Generator, dtype=np.float64) -> Parameters:
    """Draw weight matrices uniformly within ± sqrt(6 / (rows + columns)) (Glorot and Bengio 2010); all else is 0.

    Raises BadInput for a dtype of integers, which would round the weights to 0.
    """
    _check_floating(dtype)
    drawn = {}
    for name, shape in shapes.items():
        matrix = len(shape) > 1 and name not in ("b", "p")
        limit = np.sqrt(6 / (shape[-1] + shape[-2])) if matrix else 0.0
        drawn[name] = rng.uniform(-limit, limit, size=shape).astype(dtype)
    return drawn


def size(parameters: Parameters, name: str, axes: int) -> tuple[int, int]:
    """Give (hidden units, inputs), the last two axes of the input weights `name`.

    Raises BadInput unless these weights are there and have `axes` axes, none of length 0.
    """
    shape = np.shape(parameters.get(name))
    if len(shape) != axes or 0 in shape:
        raise _bad(f"wrong shape of {name}", "parameters", f"{axes} axes", shape, "see methods.rnn.parameters")
    return shape[-2:]


def checked(parameters: Parameters, shapes: dict[str, tuple[int, ...]], where: str) -> Parameters:
    """Give `parameters` as contiguous arrays of one floating type; raise BadInput for other names, shapes or values."""
    if set(parameters) != set(shapes):
        raise _bad("wrong parameters", where, sorted(shapes), sorted(parameters), "pass these arrays")
    found = {name: arrays.for_kernels(arrays.unmasked(parameters[name], f"{where}: {name}")) for name in shapes}
    kinds = {str(array.dtype) for array in found.values()}
    if kinds not in ({"float32"}, {"float64"}):
        raise _bad("mixed or unknown types", where, "float32 or float64 throughout", sorted(kinds), "convert them")
    for name, array in found.items():
        if array.shape != shapes[name]:
            raise _bad(f"wrong shape of {name}", where, shapes[name], array.shape, "see methods.rnn.parameters")
        check_finite(array, f"{where}: {name}")
    return found


def _check_floating(dtype) -> None:
    if not np.issubdtype(dtype, np.floating):
        raise _bad("not a floating type", "parameters", "float32 or float64", dtype, "choose one of them")


def check_finite(array: np.ndarray, where: str) -> None:
    """Raise NotFinite, a BadInput, if `array` holds a nan or an infinity."""
    # The sum is far faster than a test of each number. It is finite only if all are; if it overflows, each is tested.
    with np.errstate(over="ignore", invalid="ignore"):
        if not np.isfinite(array.sum()) and not np.isfinite(array).all():
            found, do = array[~np.isfinite(array)][0], "look for what made them overflow"
            raise NotFinite("not finite", where=where, expected="finite numbers", found=found, do=do)


def _bad(what: str, where: str, expected: object, found: object, do: str) -> BadInput:
    return BadInput(what, where=where, expected=expected, found=found, do=do)
