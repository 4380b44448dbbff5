"""The value of an expression tree: `compiled`, with all kinds of parts registered."""

from recomputed.formulas import applications, arithmetic, lists
from recomputed.formulas.compiling import compiled

__all__ = ["applications", "arithmetic", "compiled", "lists"]
