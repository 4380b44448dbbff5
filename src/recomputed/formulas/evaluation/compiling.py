"""From an expression tree to a function of the bound values; each part is compiled once and evaluated many times."""

from collections.abc import Callable

from recomputed.formulas.evaluation.lookup import Value
from recomputed.formulas.trees.nodes import Node
from recomputed.formulas.trees.remembered import remembered

_KINDS: dict[type[Node], Callable[..., Value]] = {}  # filled by the modules that values.py imports


def value_of(kind: type[Node]) -> Callable:
    """Register the function that compiles nodes of a kind."""

    def registered(function: Callable[..., Value]) -> Callable[..., Value]:
        _KINDS[kind] = function
        return function

    return registered


@remembered
def compiled(node: Node) -> Value:
    """Give a function from a scope (names -> values) to the value of `node`.

    It raises Missing for a symbol without a value and NoValue where the values do not fit.
    """
    return _KINDS[type(node)](node)
