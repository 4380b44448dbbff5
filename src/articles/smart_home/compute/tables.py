"""All tables of the article in one job: each takes a fraction of a second."""

import pandas as pd

from articles.smart_home.compute import learning


def tables(seed: int, uncertainty: dict, growth: dict, care: dict) -> dict[str, pd.DataFrame]:
    """Make the table of each function of the same name; each argument holds the arguments of its function."""
    return {
        "uncertainty": learning.uncertainty(seed, **uncertainty),
        "growth": learning.growth(seed, **growth),
        "care": learning.care(seed, **care),
    }
