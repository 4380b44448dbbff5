"""The error granted to a formula that holds."""

TOLERANCE = 1e-9  # relative, in float64, with room for long sums
