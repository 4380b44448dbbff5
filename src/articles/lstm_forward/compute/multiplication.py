"""Sections 2 and 4: norms over many multiplications, how often they vanish or explode, and how straight."""

from itertools import product

import numpy as np
import pandas as pd

from articles.lstm_forward.compute import flows
from articles.lstm_forward.compute.leads import check_decades, leads
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

SMALLEST_GAIN, LARGEST_GAIN = 0.5, 2.0  # ours; gains are drawn uniformly on a logarithmic scale
WEIGHTS = ("gain 1/2 to 2", "gain 1", "orthogonal")  # of the simple RNNs whose gradients are counted
KINDS = (  # of the table of norms; the value is a gain or a forget bias
    ("matrix power", flows.matrix_power, "gains"),
    ("simple RNN", flows.simple_rnn, "gains"),
    ("cell highway", flows.cell_highway, "biases"),
)


def multiplication(
    seed: int,
    nets: int,
    hidden: int,
    depth: int,
    gains: list[float],
    biases: list[float],
    depths: list[int],
    factors: list[float],
    fine_gains: list[float],
    least: list[float],
    recurrent_gains: list[float],
    blocks: int,
) -> dict[str, pd.DataFrame]:
    """Tabulate norms of vectors over the number of multiplications, and what follows from them.

    `norms`: kind, value (gain, or forget bias), depth (number of multiplications), decades (log10 of the factor by
    which a random vector's norm changed, mean over nets), low, high (10 % and 90 % points over nets).
    `shares`, `straight`, `leads`: see the functions. Raises BadInput for fewer than two nets or a depth below 1.
    """
    if nets < 2 or min(depth, *depths) < 1:
        raise BadInput(
            "too few nets or multiplications",
            where="lstm_forward.multiplication",
            expected="at least 2 nets and a depth of 1",
            found=f"{nets} nets and a depth of {min(depth, *depths)}",
            do="raise them",
        )
    values, each = {"gains": gains, "biases": biases}, range(nets)
    found = {
        (kind, value): np.array(
            [flows_of(value, hidden, depth, streams.rng(seed, "lstm_forward multiplication", place, n)) for n in each]
        )
        for place, (kind, flows_of, name) in enumerate(track(KINDS, "multiplications, kinds done"))
        for value in values[name]
    }
    rnn = {
        gain: np.array(
            [
                flows.simple_rnn(gain, hidden, depth, streams.rng(seed, "lstm_forward simple RNN", place, n))
                for n in each
            ]
        )
        for place, gain in enumerate(fine_gains)
    }
    return {
        "norms": pd.concat([_norms(*key, decades) for key, decades in found.items()], ignore_index=True),
        "shares": shares(seed, nets, hidden, depths, factors),
        "straight": straight(rnn, least),
        "leads": leads(seed, rnn, blocks, hidden, biases, recurrent_gains),
    }


def shares(seed: int, nets: int, hidden: int, depths: list[int], factors: list[float]) -> pd.DataFrame:
    """Count simple RNNs whose gradient shrinks or grows by more than a factor.

    Columns: weights, depth, factor, nets, vanished_percent, exploded_percent, either_percent with half width.
    """
    rows = []
    for place, weights in enumerate(WEIGHTS):
        decades = [
            _gradient(weights, hidden, max(depths), streams.rng(seed, "lstm_forward usual", place, n))
            for n in range(nets)
        ]
        for depth, factor in product(depths, factors):
            change = np.array(decades)[:, depth]
            vanished, exploded = (int(np.sum(sign * change > np.log10(factor))) for sign in (-1, 1))
            either = vanished + exploded
            counts = (100 * count / nets for count in (vanished, exploded, either))
            rows.append((weights, depth, factor, nets, *counts, 100 * float(share_halfwidth(either, nets))))
    names = ["weights", "depth", "factor", "nets", "vanished_percent", "exploded_percent", "either_percent"]
    return pd.DataFrame(rows, columns=[*names, "either_percent_halfwidth"])


def straight(rnn: dict[float, np.ndarray], least: list[float]) -> pd.DataFrame:
    """Fit a straight line to log10 of a simple RNN's gradient over the number of multiplications.

    A gradient that shrinks or grows exponentially follows such a line. rnn: gain -> decades (nets, depth + 1). Columns:
    gain, least (R² that a net must exceed), nets, median_r2, share_percent (of nets that exceed it) with half width.
    Raises BadInput as leads.check_decades does.
    """
    rnn = check_decades(rnn)
    rows = []
    for gain, decades in rnn.items():
        r2 = np.array([np.corrcoef(np.arange(len(line)), line)[0, 1] ** 2 for line in decades])
        for limit in least:
            above = int((r2 > limit).sum())
            row = {"gain": gain, "least": limit, "nets": len(r2)}
            row |= {"median_r2": np.median(r2), "share_percent": 100 * above / len(r2)}
            rows.append(row | {"share_percent_halfwidth": 100 * float(share_halfwidth(above, len(r2)))})
    return pd.DataFrame(rows)


def _gradient(weights: str, hidden: int, depth: int, rng: np.random.Generator) -> np.ndarray:
    if weights == "orthogonal":
        return flows.orthogonal_rnn(hidden, depth, rng)
    spread = rng.random() if weights.startswith("gain 1/2") else 0.5
    return flows.simple_rnn(SMALLEST_GAIN * (LARGEST_GAIN / SMALLEST_GAIN) ** spread, hidden, depth, rng)


def _norms(kind: str, value: float, decades: np.ndarray) -> pd.DataFrame:
    low, high = np.quantile(decades, (0.1, 0.9), axis=0)
    columns = {"depth": np.arange(decades.shape[1]), "decades": decades.mean(axis=0), "low": low, "high": high}
    return pd.DataFrame({"kind": kind, "value": value} | columns)
