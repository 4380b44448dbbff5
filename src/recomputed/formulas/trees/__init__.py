"""The expression tree of a formula, and its LaTeX."""
