"""What is said of every model: the exceptions among the random models, as far as their estimates are sure.

A condition is a margin, above 0 where it is met, with its standard error. A model is an exception only if each
condition of the statement is met, and its conclusion missed, by more than SURE standard errors. Where that is not sure,
the model counts as one that obeys.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

SURE = 4.0
FACTORS = (1.25, 1.5, 2.0, 3.0)  # bias² and variance are balanced if neither is more than so many times the other
LOPSIDED = (5.0, 10.0, 20.0)  # one of them is very high, the other low, from so many times on
Margin = tuple[np.ndarray, np.ndarray]


def always(found: pd.DataFrame, levels: tuple, limits: tuple) -> Iterator[dict]:
    """Count the exceptions from what is said of every model with high bias or variance, or with its symptoms.

    levels, limits: see tendencies. Columns: level, limit (0 where the property has none), diagnosis, property, models
    (that meet the conditions), exceptions, percent (without exceptions, 100).
    """
    for level in levels:
        high = {
            "high bias": [_over(found, "bias2", level), _over(found, "bias2", "variance")],
            "high variance": [_over(found, "variance", level), _over(found, "variance", "bias2")],
        }
        for name, words, missed in _said(found):
            yield {"level": level, "limit": 0.0, "diagnosis": name, "property": words} | _count(high[name], [missed])
        for similar, very_high in limits:
            far = _over(found, "test_error", "train_error", very_high)
            symptoms = [_under(found, "train_error", 1.0), far]
            for limit, name, words, conditions, missed in (
                (similar, "high bias", "similar test error", high["high bias"],
                 [_over(found, "test_error", "train_error", similar)]),
                (very_high, "high bias", "very high test error", high["high bias"], [_not(far)]),
                (very_high, "high variance", "very high test error", high["high variance"], [_not(far)]),
                (very_high, "high variance", "its symptoms mean it", symptoms, list(map(_not, high["high variance"]))),
            ):  # fmt: skip
                row = {"level": level, "limit": limit, "diagnosis": name, "property": words}
                yield row | _count(conditions, missed)


def balance(found: pd.DataFrame, within: tuple) -> Iterator[dict]:
    """Count the exceptions from how balanced and lopsided models do, measured from the best model of their problem.

    within: percent above its test error, up to which a model does well. Columns: group, factor, within_percent, models,
    exceptions, percent.
    """
    for percent in within:
        bad = found.excess - percent, found.excess_se
        for factor in FACTORS:
            near = [_over(found, "variance", "bias2", 1 / factor), _over(found, "bias2", "variance", 1 / factor)]
            row = {"group": "balanced", "factor": factor, "within_percent": percent}
            yield row | _count(near, [bad])
        for factor in LOPSIDED:
            for group, high, low in (
                ("high bias, low variance", "bias2", "variance"),
                ("high variance, low bias", "variance", "bias2"),
            ):
                lopsided = [_over(found, high, 1.0), _over(found, high, low, factor)]
                row = {"group": group, "factor": factor, "within_percent": percent}
                yield row | _count(lopsided, [_not(bad)])


def _said(found: pd.DataFrame) -> list[tuple[str, str, Margin]]:
    """Give diagnosis, property, and the margin by which a model misses the property."""
    half = 0.5 * found.variance - found.from_noise, 0.5 * found.variance_se + found.from_noise_se  # at the most
    return [
        ("high bias", "underfits: training error above the noise", _under(found, "train_error", 1.0)),
        ("high bias", "simpler than the best model", _beaten(found, 1)),
        ("high variance", "overfits: training error below the noise", _over(found, "train_error", 1.0)),
        ("high variance", "more complex than the best model", _beaten(found, -1)),
        ("high variance", "most of the variance comes from noise", half),
    ]


def _beaten(found: pd.DataFrame, way: int) -> Margin:
    """Give by how much all models beyond each one (way 1: more complex, -1: simpler) are surely worse than the best.

    Of the models beyond the least sure one counts; where there is none, the margin is infinite.
    """
    margins, errors = np.full(len(found), np.inf), np.zeros(len(found))
    excess, se = found.excess.to_numpy(), found.excess_se.to_numpy()
    for rows in found.groupby("problem").indices.values():
        ordered = rows[np.argsort(way * found.place.to_numpy()[rows])]
        sure = excess[ordered] - SURE * se[ordered]
        for i in range(len(ordered) - 1):
            least = ordered[i + 1 + sure[i + 1 :].argmin()]
            margins[ordered[i]], errors[ordered[i]] = excess[least], se[least]
    return margins, errors


def _over(found: pd.DataFrame, name: str, limit: str | float, factor: float = 1.0) -> Margin:
    """Give the margin by which a column exceeds `factor` times another one, or a number."""
    if not isinstance(limit, str):
        return found[name] - limit, found[f"{name}_se"]
    both = f"{name}_{limit}_cov" if f"{name}_{limit}_cov" in found else f"{limit}_{name}_cov"
    squares = found[f"{name}_se"] ** 2 + (factor * found[f"{limit}_se"]) ** 2 - 2 * factor * found[both]
    return found[name] - factor * found[limit], np.sqrt(np.maximum(squares, 0))


def _under(found: pd.DataFrame, name: str, limit: float) -> Margin:
    return _not(_over(found, name, limit))


def _not(margin: Margin) -> Margin:
    return -margin[0], margin[1]


def _count(conditions: list[Margin], missed: list[Margin]) -> dict:
    """Count the models that meet all conditions, and those of them that surely miss one part of the conclusion."""
    met = np.all([margin > 0 for margin, _ in conditions], axis=0)
    sure = np.all([margin > SURE * se for margin, se in conditions], axis=0)
    broken = np.any([margin > SURE * se for margin, se in missed], axis=0)
    models, exceptions = int(met.sum()), int((sure & broken).sum())
    return {"models": models, "exceptions": exceptions, "percent": 100 * (1 - exceptions / max(models, 1))}
