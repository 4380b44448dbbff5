"""Sections 1 to 3: what the article says in words about chain rules, flows and gradients, on random nets."""

import pandas as pd

from articles.lstm_backward.compute import branches, chain_rules, clipped_steps, parameter_gradients


def flows(seed: int, functions: int, most_ways: int, **nets) -> dict[str, pd.DataFrame]:
    """Make the tables of four modules.

    functions, most_ways: see chain_rules.terms. nets: number and sizes of the random nets, see trials.trials.
    """
    return (
        {"terms": chain_rules.terms(seed, functions, most_ways)}
        | {"parts": chain_rules.parts_differ(seed, **nets), "later_losses": chain_rules.later_losses(seed, **nets)}
        | {"reach": chain_rules.reach(seed, **nets)}
        | branches.branches(seed, **nets)
        | parameter_gradients.parameter_gradients(seed, **nets)
        | clipped_steps.clipped_steps(seed, **nets)
    )
