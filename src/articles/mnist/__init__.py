"""MNIST: the four IDX files of LeCun, Cortes and Burges, found and verified, or a small sample that says what it is.

Every result computed from the arrays carries their `data` text, in its caption, its table and its audit row.
"""

SAMPLE_MARK = "provisional"


def is_provisional(data: object) -> bool:
    """Say whether the `data` text (a string or a 0-d string array) of a result names the sample, not the full set."""
    return SAMPLE_MARK in str(data)
