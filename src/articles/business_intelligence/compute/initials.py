"""Sections 1, 4 and 6: do the letters of an abbreviation begin the words that it abbreviates?"""

import pandas as pd


def abbreviations(explained: list[dict[str, str]]) -> pd.DataFrame:
    """Compare each abbreviation (short) with the initials of the words that it is said to abbreviate (long).

    Columns: short, long, initials. Small words may be left out of an abbreviation; `initials` has them unless it agrees
    without them.
    """
    rows = [one | {"initials": _initials(one["short"], one["long"])} for one in explained]
    return pd.DataFrame(rows)


def _initials(short: str, long: str) -> str:
    words = long.split()
    every = "".join(word[0] for word in words).upper()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals if capitals == short else every
