"""Lists of remedies: an underfitting and an overfitting model (patients), one setting (knob) changed at a time.

Both are ridge on Legendre polynomials of the first predictors of ten, the most useful ones first; inputs and noise are
drawn anew for every training set.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance.compute import synthetic
from articles.bias_variance.compute.decomposition import noise_variance, over_inputs, training_error
from articles.bias_variance.compute.smoothers import Ridge, legendre
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import ratio


def remedies(
    seed: int,
    weight_ratio: float,
    noise_sd: float,
    test_points: int,
    designs: int,
    groups: int,
    patients: dict[str, dict[str, float]],
    sweeps: dict[str, list[float]],
) -> pd.DataFrame:
    """Give the errors of each patient for every value of each knob, the other knobs as found.

    patients: name -> knob -> value as found; sweeps: knob -> values; knobs: features, degree, penalty, samples.
    weight_ratio: weight of each predictor over that of the one before. Columns: patient, knob, value, step (how many
    values above or below the value as found), the parts of decomposition.over_inputs with half widths, in units of the
    target squared, and the columns of `changes`.
    """
    queries = synthetic.sobol_points(streams.rng(seed, "bias_variance remedies, unseen"), test_points)
    truth = synthetic.additive(queries, synthetic.decaying_weights(weight_ratio))
    cases = [(name, knob) for name in patients for knob in sweeps]
    rows = []
    for patient, knob in track(cases, "remedies"):
        found = patients[patient]
        values = sorted({*sweeps[knob], found[knob]})
        for value in values:
            settings = found | {knob: value}
            draws = _draws(seed, settings, designs, queries, weight_ratio, noise_sd)
            place = {"patient": patient, "knob": knob, "value": value}
            place["step"] = values.index(value) - values.index(found[knob])
            rows.append(place | over_inputs(draws, truth, noise_sd, groups))
    return changes(pd.DataFrame(rows))


def changes(table: pd.DataFrame) -> pd.DataFrame:
    """Add to a table of `remedies` how each row differs from its patient as found.

    New columns: direction (less, as found, more), reach (step, or `least` and `most` at the ends of the sweep),
    `…_change_percent` for bias2, variance, test_error, with half widths as for independent values.
    """
    parts = [f"{name}{end}" for name in ("bias2", "variance", "test_error") for end in ("", "_halfwidth")]
    arrays.check_table(table, "bias_variance.remedies", ("patient", "knob"), finite=("step", "value", *parts))
    table = table.copy()
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


def _draws(seed, settings, designs, queries, weight_ratio, noise_sd) -> Iterator[tuple]:
    """Yield one tuple per design for `over_inputs`; the inputs are the same for all settings with as many samples."""
    predictors, degree = int(settings["features"]), int(settings["degree"])
    at = legendre(queries[:, :predictors], degree)
    for design in range(designs):
        # Drawn sample by sample, so that fewer samples are the first ones of more samples.
        rng = streams.rng(seed, "bias_variance remedies", design)
        x = rng.uniform(-1, 1, (int(settings["samples"]), synthetic.PREDICTORS))
        truth = synthetic.additive(x, synthetic.decaying_weights(weight_ratio))
        own = legendre(x[:, :predictors], degree)
        both = Ridge(own, np.vstack([at, own])).weights(settings["penalty"])
        weights, hat = both[: len(at)], both[len(at) :]
        yield weights @ truth, noise_variance(weights, noise_sd), training_error(hat, truth, noise_sd)
