"""Section 4: the techniques that came after pretraining layer by layer, each alone in its place.

All nets have the width, training images, first weights and work of those in articles.history.compute.pretraining, at a
gain of 1, and their learning rates are searched in the same way.
"""

import pandas as pd

from articles.history.compute import boltzmann
from articles.history.compute.condition import condition, setting
from articles.history.compute.effects import abilities, effects, learning_states
from articles.history.compute.training import AUTOENCODERS, Arm
from recomputed.runs.progress import track

GAIN = 1.0


def remedies(
    mnist: dict, nets: pd.DataFrame, curves: pd.DataFrame, seed: int, arms: list[dict], deeper: list[int],
    boltzmann_trials: int, depths: list[int], rates: list[float], shared: dict,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train nets of each arm and depth, and compare them with those pretrained as autoencoders.

    arms: arm, activation, optimiser, dropout, normalised (see training.Arm), rates. Depths are the greatest of
    `depths`, whose pretrained nets are in the tables `nets` and `curves` of pretraining, and those in `deeper`, for
    which they are trained here with the `rates`. shared: see condition.setting. Gives `search` and `nets` (see
    condition), `effects` on test errors (see effects.effects, effects.abilities), and `up_pass` (see boltzmann).
    """
    given = setting(mnist, seed, **shared)
    tried = [(Arm(**{key: one[key] for key in Arm._fields if key in one}), one["rates"]) for one in arms]
    reference = (Arm(AUTOENCODERS, pretrained=AUTOENCODERS), rates)
    cases = [(max(depths), *one) for one in tried]
    cases += [(depth, *one) for depth in deeper for one in [reference, *tried]]
    found = [condition(given, arm, depth, own, GAIN) for depth, arm, own in track(cases, "remedies")]
    tables = {name: pd.concat([one[name] for one in found], ignore_index=True) for name in found[0]}
    everything, learning = (
        pd.concat([_before(table, max(depths)), tables[name]], ignore_index=True)
        for name, table in (("nets", nets), ("curves", curves))
    )
    lower = effects(everything, AUTOENCODERS, ["depth"], "test_error_percent", "lower_percent", -1, [])
    state = learning_states(learning, ["arm", "depth"], given.sizes.budget_epochs)
    kept = {"search": tables["search"], "nets": tables["nets"], "effects": abilities(lower, state, ["depth"])}
    kept = {name: table.assign(data=given.parts.data) for name, table in kept.items()}
    return kept | {"up_pass": boltzmann.up_pass(seed, 6, 8, boltzmann_trials)}


def _before(table: pd.DataFrame, depth: int) -> pd.DataFrame:
    """Keep the rows of the nets that others are compared with."""
    return table[(table["arm"] == AUTOENCODERS) & (table["depth"] == depth) & (table["first_gain"] == GAIN)]
