"""Formulas as a reader sees them: typeset as MathML, and what differs between two."""
