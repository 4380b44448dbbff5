"""Sections 1, 4 and 6: do the letters of an abbreviation begin the words that it abbreviates?"""

import pandas as pd


def abbreviations(explained: dict[str, list[str]]) -> pd.DataFrame:
    """Compare each abbreviation with the initials of its words: abbreviation -> word groups that may be meant by it.

    Columns: short, long, initials. Small words may be left out of an abbreviation; `initials` has them where the
    abbreviation does.
    """
    rows = [
        {"short": short, "long": long, "initials": _initials(short, long)}
        for short in explained
        for long in explained[short]
    ]
    return pd.DataFrame(rows)


def _initials(short: str, long: str) -> str:
    words = long.split()
    every = "".join(word[0] for word in words).upper()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals if capitals == short else every
