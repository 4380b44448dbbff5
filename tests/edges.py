"""Arrays at the edges of what a function takes: types, layouts in memory, values; and what it must do with them."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import strategies as st

from recomputed.errors import BadInput

WHOLE = [np.bool_, np.int8, np.uint8, np.int16, np.uint32, np.int64, np.uint64, np.dtype(">i4")]
REAL = [np.float16, np.float32, np.float64, np.longdouble, np.dtype(">f8")]
LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "contiguous": np.ascontiguousarray,
    "Fortran order": np.asfortranarray,
    "every second number": lambda table: np.repeat(table, 2, axis=-1)[..., ::2],
    "reversed": lambda table: np.ascontiguousarray(table[::-1])[::-1],
    "read-only": lambda table: _read_only(table),
    "list": lambda table: table.tolist(),
}
NO_NUMBERS = {  # what no function takes for an array of numbers
    "object": lambda table: np.array(table, object),
    "text": lambda table: np.array(table).astype(str),
    "complex": lambda table: np.array(table) * (1 + 1j),
    "masked": lambda table: np.ma.masked_array(np.array(table, float), mask=np.ones(np.shape(table), bool)),
    "dates": lambda table: np.zeros(np.shape(table), "datetime64[s]"),
    "None": lambda table: None,
}
NOT_FINITE = [np.nan, np.inf, -np.inf]

layouts = st.sampled_from(sorted(LAYOUTS))


def _read_only(table: np.ndarray) -> np.ndarray:
    table = np.array(table)
    table.flags.writeable = False
    return table


def laid_out(table: np.ndarray, layout: str) -> np.ndarray:
    """Give the numbers of `table` in one of LAYOUTS."""
    return LAYOUTS[layout](np.asarray(table))


def refused(call: Callable[[], object], words: str = "") -> str:
    """Check that `call` raises BadInput in one line that says what was expected, what was found and what to do."""
    with pytest.raises(BadInput, match=words or None) as caught:
        call()
    line = str(caught.value)
    assert "\n" not in line
    assert ": expected " in line
    assert ", found " in line
    assert line.rpartition("; ")[2]
    return line


def refuses_no_numbers(call: Callable[[np.ndarray], object], table: np.ndarray, *, optional: bool = False) -> None:
    """Check that `call` refuses `table` as each of NO_NUMBERS; an argument that is `optional` may be None."""
    for kind, make in NO_NUMBERS.items():
        if not (optional and kind == "None"):
            refused(lambda make=make: call(make(table)))


def with_one(table: np.ndarray, value: float) -> np.ndarray:
    """Give `table` in float64 with `value` as its last number."""
    changed = np.array(table, float)
    changed.flat[-1] = value
    return changed
