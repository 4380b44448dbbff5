"""The value of an expression tree: `compiled`, with all kinds of parts registered."""

from recomputed.formulas.evaluation import applications, arithmetic, lists
from recomputed.formulas.evaluation.compiling import compiled

__all__ = ["applications", "arithmetic", "compiled", "lists"]
