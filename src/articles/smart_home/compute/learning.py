"""What data do for a product: less uncertainty, fewer errors as they grow in number, and what happens without care.

A product guesses from two measured quantities what its user wants, one of two things. The user decides by a direction
in the plane of the two quantities, and now and then at random. All are drawn anew for every simulated product.
"""

import numpy as np
import pandas as pd

from recomputed import arrays
from recomputed.stats import streams
from recomputed.stats.intervals import Z95


def uncertainty(seed: int, users: int, observations: list[int], prior: list[float]) -> pd.DataFrame:
    """Estimate how often a user wants something, a rate from the Beta distribution `prior`, from more and more data.

    Columns: observations, sd (standard deviation of the rate that remains, mean over users), halfwidth,
    smaller_percent (users whose uncertainty is smaller than before any data).
    """
    rng = streams.rng(seed, "smart_home uncertainty")
    rates = rng.beta(*prior, users)
    wanted = np.cumsum(rng.random((users, max(observations))) < rates[:, None], axis=1)
    rows = []
    for n in sorted(observations):
        hits = wanted[:, n - 1] if n else np.zeros(users)
        a, b = prior[0] + hits, prior[1] + n - hits
        sd = np.sqrt(a * b / ((a + b) ** 2 * (a + b + 1)))
        before = np.sqrt(prior[0] * prior[1] / (sum(prior) ** 2 * (sum(prior) + 1)))
        rows.append({"observations": n} | _mean("sd", sd) | {"smaller_percent": 100 * (sd < before).mean()})
    return pd.DataFrame(rows)


def growth(seed: int, products: int, decisions: list[int], slips: float) -> pd.DataFrame:
    """Train each product on more and more of its user's decisions; columns decisions, error_percent, halfwidth.

    slips: share of decisions made at random. The error is the share of new decisions guessed wrongly where the user
    makes no slip.
    """
    rows = []
    for n in sorted(decisions):
        errors = [
            wrong(fitted(*decided(rng, angle, n, slips)), angle)
            for product in range(products)
            for rng in [streams.rng(seed, "smart_home growth", product)]
            for angle in [rng.uniform(0, 2 * np.pi)]
        ]
        rows.append({"decisions": n} | _mean("error_percent", 100 * np.array(errors)))
    return pd.DataFrame(rows)


def care(seed: int, products: int, weeks: int, per_week: int, drifts: list[float], slips: float) -> pd.DataFrame:
    """Compare a product that is left as it was sold with one that learns from the decisions of the last week.

    drifts: degrees by which the user's direction turns each week. Both learn from the same measurements and slips, so
    that they differ by the drift alone. Columns: drift_degrees, left, cared_for (errors in the last week, percent),
    left_over_cared_for (their difference in percentage points) with halfwidth, products.
    """
    rows = []
    for drift in drifts:
        errors = []
        for product in range(products):
            first = streams.rng(seed, "smart_home care, user", product).uniform(0, 2 * np.pi)
            last = first + np.deg2rad(drift) * weeks
            learned = (first, last - np.deg2rad(drift))
            rngs = [streams.rng(seed, "smart_home care, week", product) for _ in learned]
            guesses = [fitted(*decided(rng, angle, per_week, slips)) for rng, angle in zip(rngs, learned, strict=True)]
            errors.append([100 * wrong(guess, last) for guess in guesses])
        left, cared_for = np.array(errors).T
        row = {"drift_degrees": drift, "left": left.mean(), "cared_for": cared_for.mean(), "products": products}
        rows.append(row | _mean("left_over_cared_for", left - cared_for))
    return pd.DataFrame(rows)


def decided(rng: np.random.Generator, angle: float, number: int, slips: float) -> tuple[np.ndarray, np.ndarray]:
    """Draw what was measured (number, 2) and what the user wanted (number,), +1 or -1."""
    measured = rng.normal(size=(number, 2))
    wanted = np.sign(measured @ [np.cos(angle), np.sin(angle)])
    return measured, np.where(rng.random(number) < slips, rng.choice([-1.0, 1.0], number), wanted)


def fitted(measured: np.ndarray, wanted: np.ndarray) -> float:
    """Give the angle of the direction by least squares: measured (N, 2), wanted (N,).

    Raises BadInput for other shapes and numbers that are not finite.
    """
    measured = arrays.doubles(measured, "smart_home: measured", ("N", 2), finite=True)
    wanted = arrays.doubles(wanted, "smart_home: wanted", (len(measured),), finite=True)
    x, y = np.linalg.lstsq(measured, wanted)[0]
    return float(np.arctan2(y, x))


def wrong(guessed: float, angle: float) -> float:
    """Give the share of decisions that two directions part on: the angle between them over π."""
    return abs((guessed - angle + np.pi) % (2 * np.pi) - np.pi) / np.pi


def _mean(name: str, values: np.ndarray) -> dict[str, float]:
    return {name: values.mean(), "halfwidth": Z95 * values.std(ddof=1) / np.sqrt(len(values))}
