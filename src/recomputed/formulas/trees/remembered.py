"""What is worked out for a part of a formula is kept with it."""

from collections.abc import Callable
from functools import wraps


def remembered(function: Callable) -> Callable:
    """Keep what `function` gives for a node with the node: trees share their parts, and are read many times."""
    name = f"_{function.__module__}.{function.__name__}"

    @wraps(function)
    def found(node):
        kept = node.__dict__
        if name not in kept:
            kept[name] = function(node)
        return kept[name]

    return found
