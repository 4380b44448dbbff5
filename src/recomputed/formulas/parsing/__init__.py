"""From printed LaTeX to an expression tree, and the places that cannot be read or typeset."""
