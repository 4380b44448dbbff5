"""Section 3: gradients over many steps of random nets before training, as three modules measure them."""

import pandas as pd

from articles.lstm_backward.compute.cell_products import cell_products
from articles.lstm_backward.compute.hidden_errors import hidden_errors
from articles.lstm_backward.compute.highway import highway


def random_nets(seed: int, formulas: dict, scales: list[float], term: dict, hidden: dict) -> dict[str, pd.DataFrame]:
    """Make the tables of `cell_products` (sizes: formulas, scales), `highway` (term) and `hidden_errors` (hidden)."""
    return cell_products(seed, **formulas, scales=scales) | highway(seed, **term) | hidden_errors(seed, **hidden)
