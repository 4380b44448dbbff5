"""Sections 1 to 3: the errors of printed formulas on random functions and nets, in three tables."""

import pandas as pd

from articles.lstm_backward.compute.backward_pass import backward_pass_errors
from articles.lstm_backward.compute.cells_and_clipping import cell_and_clipping_errors
from articles.lstm_backward.compute.chain_rules import chain_rule_errors


def formula_errors(seed: int, formulas: dict, chain_rules: dict) -> dict[str, pd.DataFrame]:
    """Make `chain_rules`, `backward_pass` and `cells_and_clipping`: formula, form, change, max_relative_error, trials.

    formulas, chain_rules: number and sizes of the random nets and functions, see the three functions.
    """
    return {
        "chain_rules": chain_rule_errors(seed, **chain_rules),
        "backward_pass": backward_pass_errors(seed, **formulas),
        "cells_and_clipping": cell_and_clipping_errors(seed, **formulas),
    }
