"""Printed formulas as expressions, and small edits of these."""
