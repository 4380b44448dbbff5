"""Section 3: in which pairs of a simple RNN and an LSTM the LSTM's gradient changes less, and where that turns."""

from itertools import product

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.statistics import centre
from articles.lstm_backward.nets import SIMPLE, VANILLA
from recomputed import arrays

LARGEST = 400.0  # decades; a gradient of 0, or one that overflows, counts as a change of so many


def gradient_pairs(untrained: pd.DataFrame, trained: pd.DataFrame, other: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Compare nets of each gain with nets of each bias of the forget gate, before and after training.

    untrained: cell, value, net, lag, decades of untrained_gradients. trained: of gradient_grid; other: the same from
    another root seed.
    `pairs`: state (before, after), lag, gain, forget_bias, rate (nan before), nets, closer_decades (|decades| of the
    simple RNN less that of the LSTM, by number of the net; median with interval, whose half width is the arm towards 0,
    because these intervals are skewed), closer (yes, no, not told apart).
    `turns`: state, forget_bias, pairs, closer, farther: in how many pairs the LSTM's gradient changes less, and more.
    State is also: after, another root seed.
    """
    arrays.check_table(untrained, "untrained gradients", ["cell", "value", "net", "lag", "decades"])
    for table in (trained, other):
        arrays.check_table(table, "trained gradients", ["cell", "start", "rate", "seed", "lag", "after_decades"])
    last = untrained[untrained["lag"] == untrained["lag"].max()]
    before = last.rename(columns={"value": "start", "net": "seed"}).assign(rate=np.nan)
    after, again = (table.rename(columns={"after_decades": "decades"}) for table in (trained, other))
    pairs = pd.DataFrame([*_pairs("before", before), *_pairs("after", after)])
    both = pd.concat([pairs, pd.DataFrame(_pairs("after, another root seed", again))])
    keys = ["state", "forget_bias"]
    turns = both.groupby(keys, sort=False).agg(
        pairs=("closer", "size"),
        closer=("closer", lambda found: int((found == "yes").sum())),
        farther=("closer", lambda found: int((found == "no").sum())),
    )
    return {"pairs": pairs, "turns": turns.reset_index()}


def _pairs(state: str, table: pd.DataFrame) -> list[dict]:
    rows = []
    for rate, of_rate in table.groupby("rate", dropna=False):
        size = of_rate.assign(size=np.minimum(of_rate["decades"].abs(), LARGEST).fillna(LARGEST))
        simple, lstm = (
            size[size["cell"] == cell].pivot(index="seed", columns="start", values="size") for cell in (SIMPLE, VANILLA)
        )
        for gain, bias in product(simple, lstm):
            closer = centre((simple[gain] - lstm[bias]).to_numpy(), "closer_decades")
            place = {"state": state, "lag": int(table["lag"].iloc[0]), "gain": gain, "forget_bias": bias, "rate": rate}
            towards_0 = closer["closer_decades_low"] if closer["closer_decades"] > 0 else closer["closer_decades_high"]
            closer["closer_decades_halfwidth"] = abs(closer["closer_decades"] - towards_0)
            rows.append(place | {"nets": len(simple)} | closer | {"closer": _answer(closer)})
    return rows


def _answer(closer: dict[str, float]) -> str:
    if closer["closer_decades_low"] > 0:
        return "yes"
    return "no" if closer["closer_decades_high"] < 0 else "not told apart"
