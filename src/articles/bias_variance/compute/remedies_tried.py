"""Lists of remedies: each one tried on every random model with high bias or high variance that it can be tried on."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance.compute.shares import check_models, diagnosis, share

# Remedy: the diagnosis it is for, the families that have its dial (None: all), and where on the dial it leads. The
# penalty goes to the end of its dial, as the article says; the others one step, the samples are doubled.
REMEDIES = {
    "more predictors": ("high bias", "predictors", "next"),
    "more predictors with an effect": ("high bias", "predictors", "next"),
    "higher degree": ("high bias", "polynomial degree", "next"),
    "least penalty": ("high bias", "ridge penalty", "last"),
    "more samples": ("high variance", None, "doubled"),
    "fewer predictors": ("high variance", "predictors", "before"),
    "greatest penalty": ("high variance", "ridge penalty", "first"),
}
# The least fall that counts, in percent of the value before. A predictor without an effect leaves the bias² of least
# squares as it is, and estimates of it then fall or rise by chance, by far less than one percent.
FALLS = (0.0, 1.0, 5.0)
PART = {"high bias": "bias2", "high variance": "variance"}


def remedies_tried(population: pd.DataFrame, levels: tuple[float, ...]) -> Iterator[dict]:
    """Say how often each remedy lowers the test error, and the part that it is for, at each level of "high".

    Models at the end of their dial, for which the remedy changes nothing, are left out. Columns: remedy, level,
    falls_percent (of FALLS), and the shares error_falls and part_falls as in shares.share. Raises BadInput for a table
    that is not one of models.
    """
    check_models(population)
    found = population[population["size"] == "as found"].reset_index(drop=True)
    for remedy, (kind, family, way) in REMEDIES.items():
        own = found[found.family.str.startswith(family)] if family else found
        after = _changed(population, own, way)
        moved = own.place != after.place if way != "doubled" else pd.Series(True, own.index)
        if remedy.endswith("with an effect"):
            moved &= after.dial <= own.relevant
        for level in levels:
            counted = moved & after.test_error.notna() & (diagnosis(own, level) == kind)
            for percent in FALLS:
                row = {"remedy": remedy, "level": level, "falls_percent": percent}
                for name, column in (("error_falls", "test_error"), ("part_falls", PART[kind])):
                    falls = after[column] < (1 - percent / 100) * own[column]
                    row |= share(falls, counted, own.problem, name)
                yield row


def _changed(population: pd.DataFrame, own: pd.DataFrame, way: str) -> pd.DataFrame:
    """Give for each model of `own` the model after the change; beyond the end of the dial, empty."""
    place = own.place.to_numpy()
    to = {
        "next": place + 1,
        "before": place - 1,
        "first": np.zeros_like(place),
        "last": own.groupby("problem").place.transform("max").to_numpy(),
        "doubled": place,
    }[way]
    size = "doubled" if way == "doubled" else "as found"
    table = population[population["size"] == size].set_index(["problem", "place"])
    wanted = pd.MultiIndex.from_arrays([own.problem, to], names=["problem", "place"])
    return table.reindex(wanted).reset_index().set_index(own.index)
