"""Printed formulas: their LaTeX read, evaluated on bound values, judged, edited and typeset."""
