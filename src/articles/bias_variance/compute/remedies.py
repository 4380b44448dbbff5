"""An underfitting and an overfitting model, and what turning each knob does to them, inputs and noise drawn anew.

The model: ridge on Legendre polynomials up to a degree in each of the first of ten predictors, useful ones first.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance import worlds
from articles.bias_variance.decomposition import noise_variance, over_inputs, training_error
from articles.bias_variance.smoothers import Ridge, legendre
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import ratio


def knobs(
    seed: int,
    fading: float,
    noise_sd: float,
    test_points: int,
    designs: int,
    groups: int,
    patients: dict[str, dict[str, float]],
    sweeps: dict[str, list[float]],
) -> pd.DataFrame:
    """Turn each knob of each patient through its sweep, all others as found.

    `patients` and `sweeps` name the knobs features, degree, penalty, samples. Columns patient, knob, value, step (how
    many places above or below the value as found; 0: as found), and bias2, variance, noise, test_error, train_error,
    from_noise, from_inputs (parts of the variance), each with its half width, in units of the target squared; then
    the columns of `changes`.
    """
    queries = worlds.unseen(streams.rng(seed, "bias_variance remedies, unseen"), test_points)
    truth = worlds.additive(queries, worlds.fading(fading))
    cases = [(name, knob) for name in patients for knob in sweeps]
    rows = []
    for patient, knob in track(cases, "remedies"):
        found = patients[patient]
        values = sorted({*sweeps[knob], found[knob]})
        for value in values:
            settings = found | {knob: value}
            draws = _draws(seed, settings, designs, queries, fading, noise_sd)
            place = {"patient": patient, "knob": knob, "value": value}
            place["step"] = values.index(value) - values.index(found[knob])
            rows.append(place | over_inputs(draws, truth, noise_sd, groups))
    return changes(pd.DataFrame(rows))


def changes(knobs: pd.DataFrame) -> pd.DataFrame:
    """Add to the table of `knobs` how far each row is from its patient as found.

    New columns: direction (less, as found, more), reach (step, or `least` and `most` at the ends of the sweep),
    `…_change_percent` for bias2, variance, test_error, with half widths as of independent ends.
    """
    table = knobs.copy()
    table["direction"] = np.choose(np.sign(table.step) + 1, ["less", "as found", "more"])
    ends = table.groupby(["patient", "knob"]).value.agg(["min", "max"])
    least, most = (ends[end].loc[list(zip(table.patient, table.knob, strict=True))].to_numpy() for end in ends)
    table["reach"] = np.select([table.value == least, table.value == most], ["least", "most"], table.step.astype(str))
    found = table[table.step == 0].set_index(["patient", "knob"])
    before = found.loc[list(zip(table.patient, table.knob, strict=True))].reset_index()
    for name in ("bias2", "variance", "test_error"):
        times, half = ratio(table[name], table[f"{name}_halfwidth"], before[name], before[f"{name}_halfwidth"])
        table[f"{name}_change_percent"] = 100 * (times - 1)
        table[f"{name}_change_percent_halfwidth"] = np.where(table.step == 0, 0, 100 * half)
    return table


def _draws(seed, settings, designs, queries, fading, noise_sd) -> Iterator[tuple]:
    """Yield what `over_inputs` wants, one design after the other, the same inputs for every setting that allows it."""
    predictors, degree = int(settings["features"]), int(settings["degree"])
    at = legendre(queries[:, :predictors], degree)
    for design in range(designs):
        # Sample by sample, so that fewer samples are the first of the many.
        rng = streams.rng(seed, "bias_variance remedies", design)
        x = rng.uniform(-1, 1, (int(settings["samples"]), worlds.PREDICTORS))
        truth = worlds.additive(x, worlds.fading(fading))
        own = legendre(x[:, :predictors], degree)
        both = Ridge(own, np.vstack([at, own])).weights(settings["penalty"])
        weights, hat = both[: len(at)], both[len(at) :]
        yield weights @ truth, noise_variance(weights, noise_sd), training_error(hat, truth, noise_sd)
