"""Section 4, pretraining: deep sigmoid nets on MNIST, trained at once or after pretraining layer by layer.

The design, fixed before the results, is in docs/experiments.md. All kinds start from the same weights and may do the
same number of multiplications. Sources: Bengio et al. (2007), "Greedy layer-wise training of deep networks"; Hinton,
Osindero and Teh (2006), "A fast learning algorithm for deep belief nets"; Glorot and Bengio (2010) for the gain.
"""

from itertools import product

import pandas as pd

from articles.history.compute.condition import Setting, condition, first_decades, setting
from articles.history.compute.effects import abilities, effects, learning_states
from articles.history.compute.training import ARMS, PRETRAINED
from recomputed.runs.progress import track

PLACE = ["depth", "first_gain"]


def pretraining(
    mnist: dict, seed: int, depths: list[int], gains: list[float], rates: list[float], biases: list[float],
    pretraining_rates: list[float], shared: dict,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train plain nets, nets pretrained as autoencoders and as deep belief nets with every depth and gain.

    rates: with labels, searched; biases, pretraining_rates: tried on the gradient of the deepest nets alone; shared:
    see condition.setting. Gives `search`, `curves`, `gradients` and `nets` of all conditions (see `condition`),
    `choices` (the rate of each), `effects` on test errors (see effects.effects and effects.abilities; lower_percent:
    without pretraining less with it; deepest: yes or no), and `starts` and `start_rates`: effects on first_decades
    (more_decades: with pretraining less without it) by first_gain, and by first_bias or pretraining_rate, and `rates`:
    effects on errors by pretraining_rate, with the greatest depth and gain.
    """
    given = setting(mnist, seed, **shared)
    cases = list(product(depths, gains, ARMS))
    found = [condition(given, arm, depth, rates, gain) for depth, gain, arm in track(cases, "pretraining")]
    tables = {name: pd.concat([one[name] for one in found], ignore_index=True) for name in found[0]}
    nets = tables["nets"]
    tables["choices"] = nets.drop_duplicates(["arm", *PLACE])[["arm", *PLACE, "rate", "rate_at_edge"]]
    state = learning_states(tables["curves"], ["arm", *PLACE], given.sizes.budget_epochs)
    lower = effects(nets, "plain", PLACE, "test_error_percent", "lower_percent", -1, ["arm"])
    deepest = (lower["depth"] == max(depths)).map({True: "yes", False: "no"})
    tables["effects"] = abilities(lower.assign(deepest=deepest), state, PLACE)
    deepest = nets[nets["depth"] == max(depths)]
    tables |= _starts(given, deepest, gains, biases, pretraining_rates)
    tables["rates"] = _rates(given, deepest[deepest["first_gain"] == max(gains)], rates, pretraining_rates)
    return {name: table.assign(data=given.parts.data) for name, table in tables.items()}


def _starts(given: Setting, deepest: pd.DataFrame, gains: list, biases: list, rates: list) -> dict[str, pd.DataFrame]:
    """Compare first_decades over biases and over rates of pretraining; those of the trained nets are `deepest`."""
    depth, usual = deepest["depth"].iloc[0], given.sizes.pretraining_rate
    tables = {}
    for name, column, values in (("starts", "first_bias", biases), ("start_rates", "pretraining_rate", rates)):
        kept = {"first_bias": 0.0, "pretraining_rate": usual}
        columns = ["arm", "first_gain", "repeat", "first_decades"]
        parts = [deepest[columns].assign(**{column: kept[column]})]
        others = [value for value in values if value != kept[column]]
        for value, gain, arm in track(list(product(others, gains, ARMS)), name):
            now = kept | {column: value}
            decades = first_decades(given, arm, depth, gain, now["first_bias"], now["pretraining_rate"])
            row = {
                "arm": arm.arm,
                "first_gain": gain,
                column: value,
                "repeat": range(len(decades)),
                "first_decades": decades,
            }
            parts.append(pd.DataFrame(row))
        table = pd.concat(parts, ignore_index=True)
        tables[name] = effects(table, "plain", ["first_gain", column], "first_decades", "more_decades", 1, ["arm"])
    return tables


def _rates(given: Setting, usual: pd.DataFrame, rates: list[float], pretraining_rates: list[float]) -> pd.DataFrame:
    """Compare errors over rates of pretraining with those of the plain nets in `usual`, of one depth and gain."""
    depth, gain, kept = usual["depth"].iloc[0], usual["first_gain"].iloc[0], given.sizes.pretraining_rate
    parts = []
    for rate in track(pretraining_rates, "rates of pretraining"):
        now = given._replace(sizes=given.sizes._replace(pretraining_rate=rate))
        trained = [usual] if rate == kept else [usual[usual["arm"] == "plain"]]
        if rate != kept:
            trained += [condition(now, arm, depth, rates, gain)["nets"] for arm in PRETRAINED]
        parts.append(pd.concat(trained).assign(pretraining_rate=rate))
    table = pd.concat(parts, ignore_index=True)
    found = effects(table, "plain", ["pretraining_rate"], "test_error_percent", "lower_percent", -1, ["arm"])
    edges = table.drop_duplicates(["arm", "pretraining_rate"])[["arm", "pretraining_rate", "rate", "rate_at_edge"]]
    return found.merge(edges, on=["arm", "pretraining_rate"]).assign(depth=depth, first_gain=gain)
