"""The family of typos that the search for small edits tries, in words."""

FAMILY = (
    "one typo in a formula, at one place or at every place with the same text: sign, exponent ± 1 or its sign, "
    "reciprocal, factor 2, n ± 1, time or index ± 1, brackets of a time step, a symbol for its neighbour, order, "
    "transposition, brackets, relation, a digit dropped; then two typos"
)
