"""Section on the trade-off: do training and test error tell high bias from high variance, over all models computed?

The bounds below were chosen with some curves of error in sight, before any symptom was counted. σ² is the variance of
the noise, which no model can beat.
"""

import pandas as pd

HIGH_SHARE = 0.5  # bias² or variance counts as high from σ²/2 on, if it is also the larger of the two
SIMILAR, VERY_HIGH = 1.5, 2.0  # test error up to 1.5 times the training error, or from twice the training error on

SYMPTOMS = ("high training error, similar test error", "low training error, very high test error")


def signatures(one: pd.DataFrame, ten: pd.DataFrame, knobs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Diagnose every model of all sweeps by its bias² and variance, and count which of the two symptoms it shows.

    A training error is high above σ² and low below; a patient as found counts once. `models`: sweep, value, diagnosis
    (high bias, high variance, neither), errors as multiples of σ², symptom; `shares`: diagnosis, symptom, models,
    showing, share_percent.
    """
    named = knobs.assign(sweep=knobs.patient + ", " + knobs.knob)
    found = named.step == 0  # one model, which stands in the sweep of each knob
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
