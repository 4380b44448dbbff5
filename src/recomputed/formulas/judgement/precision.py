"""The half unit of the last digit of numbers that are printed with decimals."""

import numpy as np

from recomputed.formulas.trees.nodes import Bracket, Listing, Matrix, Negative, Node, Number, Postfix


def half_units(node: Node) -> float | np.ndarray | None:
    """Give the half unit of a side that is one printed decimal or a matrix of such, else None.

    Whole numbers in a matrix count as rounded like the finest decimals beside them.
    """
    if isinstance(node, Bracket):
        return half_units(node.part)
    if isinstance(node, Postfix) and node.mark == "T":
        found = half_units(node.part)
        return found.T if isinstance(found, np.ndarray) else found
    if isinstance(node, Matrix) and node.kind != "cases":
        return _of_rows(node.rows)
    if isinstance(node, Listing) and node.kind in ("(", "["):
        return _of_rows((node.parts,))
    digits = _decimals(node)
    return None if not digits else 0.5 * 10.0**-digits


def _of_rows(rows) -> np.ndarray | None:
    digits = [[_decimals(cell) for cell in row] for row in rows]
    known = [number for row in digits for number in row]
    if any(number is None for number in known) or not any(known):
        return None
    return np.array([[0.5 * 10.0 ** -(number or max(known)) for number in row] for row in digits])


def _decimals(node: Node) -> int | None:
    """Count the decimals of a printed number; None for what is none."""
    while isinstance(node, Bracket | Negative):
        node = node.part
    if not isinstance(node, Number):
        return None
    return len(node.text.partition(".")[2])
