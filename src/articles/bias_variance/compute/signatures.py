"""Lists of symptoms: do training and test error distinguish high bias from high variance, over all models computed?

The limits below were chosen after a look at some error curves, before any symptom was counted. σ² is the variance of
the noise, the least possible test error.
"""

import pandas as pd

from recomputed import arrays

HIGH_SHARE = 0.5  # times σ²: bias² or variance is high from here on, if it is also the larger of the two
SIMILAR, VERY_HIGH = 1.5, 2.0  # test error over training error: similar up to the first, very high from the second on

SYMPTOMS = ("high training error, similar test error", "low training error, very high test error")


def signatures(one: pd.DataFrame, ten: pd.DataFrame, remedies: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Diagnose every model of all sweeps by its bias² and variance, and count which of SYMPTOMS it shows.

    one, ten, remedies: the tables of these names. A training error is high above σ² and low below; a patient as found
    counts once. `models`: sweep, value, errors over σ², diagnosis (high bias, high variance, neither), symptom.
    `shares`: diagnosis, symptom, models, showing (how many of them show it), share_percent.
    """
    numbers = ("value", "bias2", "variance", "noise", "train_error", "test_error")
    for name, table in {"one": one, "ten": ten, "remedies": remedies}.items():
        own = ("patient", "knob", "step") if name == "remedies" else ("sweep",)
        arrays.check_table(table, f"bias_variance.signatures: {name}", own, finite=numbers, empty=True)
    named = remedies.assign(sweep=remedies.patient + ", " + remedies.knob)
    found = named.step == 0  # the same model in the sweep of each knob
    named = named[~(found & named[found].duplicated("patient").reindex(named.index, fill_value=False))]
    table = pd.concat([one, ten, named], ignore_index=True)
    columns = ["bias2", "variance", "train_error", "test_error"]
    models = table[["sweep", "value"]].join(table[columns].div(table.noise, axis=0).add_suffix("_over_noise"))
    models["diagnosis"] = [_diagnosis(*row) for row in models[["bias2_over_noise", "variance_over_noise"]].to_numpy()]
    models["symptom"] = [
        _symptom(*row) for row in models[["train_error_over_noise", "test_error_over_noise"]].to_numpy()
    ]
    rows = []
    for diagnosis in ("high bias", "high variance"):
        own = models[models.diagnosis == diagnosis]
        for symptom in SYMPTOMS:
            showing = int((own.symptom == symptom).sum())
            row = {"diagnosis": diagnosis, "symptom": symptom, "models": len(own), "showing": showing}
            rows.append(row | {"share_percent": 100 * showing / max(len(own), 1)})
    return {"models": models, "shares": pd.DataFrame(rows)}


def _diagnosis(bias2: float, variance: float) -> str:
    if max(bias2, variance) < HIGH_SHARE:
        return "neither"
    return "high bias" if bias2 > variance else "high variance"


def _symptom(train: float, test: float) -> str:
    if train > 1 and test <= SIMILAR * train:
        return SYMPTOMS[0]
    return SYMPTOMS[1] if train < 1 and test >= VERY_HIGH * train else "neither"
