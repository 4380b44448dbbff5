"""All tables of the article in one job: each takes milliseconds."""

import pandas as pd

from articles.business_intelligence.compute import architecture, decisions, initials


def tables(
    seed: int,
    abbreviations: dict,
    scaling: dict,
    joins: dict,
    central: dict,
    mass: dict,
    net_value: dict,
    gut_feeling: dict,
) -> dict[str, pd.DataFrame]:
    """Make the table of each function of the same name; each argument holds the arguments of its function."""
    return {
        "abbreviations": initials.abbreviations(**abbreviations),
        "scaling": architecture.scaling(**scaling),
        "joins": architecture.joins(**joins),
        "central": architecture.central(**central),
        "mass": decisions.mass(seed, **mass),
        "net_value": decisions.net_value(**net_value),
        "gut_feeling": decisions.gut_feeling(**gut_feeling),
    }
