"""Sections 1 to 3: what the article says in words about chain rules, flows and gradients, on random nets."""

import pandas as pd

from articles.lstm_backward.compute import branches, chain_rules, clipped_steps, parameter_gradients
from recomputed import arrays


def flows(seed: int, functions: int, most_ways: int, series: dict[str, int], **nets) -> dict[str, pd.DataFrame]:
    """Make the tables of four modules, and `series`.

    functions, most_ways: see chain_rules.terms. nets: number and sizes of the random nets, see trials.trials.
    """
    return (
        {"terms": chain_rules.terms(seed, functions, most_ways)}
        | {"parts": chain_rules.parts_differ(seed, **nets), "later_losses": chain_rules.later_losses(seed, **nets)}
        | {"reach": chain_rules.reach(seed, **nets)}
        | branches.branches(seed, **nets)
        | parameter_gradients.parameter_gradients(seed, **nets)
        | clipped_steps.clipped_steps(seed, **nets)
        | {"series": place_in_series(**series)}
    )


def place_in_series(before: int, later: int) -> pd.DataFrame:
    """Count this article's place from the place of an article `before` it, and by how many it comes `later`.

    Columns: fact, found.
    """
    arrays.count(later, "articles later", 1)
    return pd.DataFrame({"fact": ["place in the series"], "found": [before + later]})
