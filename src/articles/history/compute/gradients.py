"""Section 2, second winter: the gradient in naively stacked layers against depth.

For each sample J is the last layer's output along a random direction; dJ/d(output) has length 1, so only the layers
change the size of the gradient. Theory: in wide layers each layer multiplies the gradient's mean square by
chi = n s² E[f'(z)²], with z normal of variance q, the fixed point of q -> n s² E[f(z)²] (Poole et al. 2016; Schoenholz
et al. 2017).
"""

import numpy as np
import pandas as pd

from methods import feedforward
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import Z95

KINDS = ("sigmoid", "tanh", "ReLU")
OTHER_SHARE = 3  # of the nets with other sizes of weights, one in so many is drawn
BAND = (0.1, 0.5, 0.9)  # quantiles over nets: low, median, high


def scales(width: int, naive_sd: list[float]) -> dict[str, float]:
    """Give the standard deviation of the weights by initialisation: the fixed, naive ones, Glorot's and He's."""
    fixed = {f"normal, sd {sd:g}": sd for sd in naive_sd}
    return fixed | {"Glorot": np.sqrt(1 / width), "He": np.sqrt(2 / width)}


def gradients(
    seed: int, depths: list[int], width: int, nets_each: int, samples: int, naive_sd: list[float],
    other_sd: list[float], straight: list[float],
) -> dict:  # fmt: skip
    """Back-propagate through `nets_each` random nets of every depth, activation and initialisation.

    All tables have columns activation, initialisation, naive (yes, no). `profile`, of the deepest nets: layers_back,
    and median, low, high (the middle 80 % of the nets) of |dJ/dz|, root mean square over samples, over that of the last
    layer. `first_layer`: depth, and median, low, high of |dJ/dw| of the first layer. `rates`: quantity (profile,
    first_layer), factor_per_layer and r_squared with half widths (see `fit`), theory_factor. `exponential`: see there;
    it has also nets with weights of the fixed sizes `other_sd`.
    """
    combinations = [(kind, *scale) for kind in KINDS for scale in scales(width, naive_sd).items()]
    tables, naive = {"profile": [], "first_layer": [], "rates": []}, {}
    for number, (kind, name, sd) in enumerate(track(combinations, "random deep nets")):
        labels = {"activation": kind, "initialisation": name, "naive": "no" if name in ("Glorot", "He") else "yes"}
        rngs = [streams.rng(seed, "history gradients", number, place) for place in range(len(depths))]
        sizes = [_sizes(rng, d, width, nets_each, samples, kind, sd) for rng, d in zip(rngs, depths, strict=True)]
        profile = np.log10(sizes[-1][0][:, ::-1] / sizes[-1][0][:, -1:])
        first = np.log10(np.stack([weights for _, weights in sizes], axis=1))
        theory = mean_field_factor(kind, sd, width)
        for quantity, x, logs in (
            ("profile", np.arange(depths[-1]), profile),
            ("first_layer", np.array(depths), first),
        ):
            axis = "layers_back" if quantity == "profile" else "depth"
            tables[quantity].append(pd.DataFrame({**labels, axis: x, **_band(logs)}))
            tables["rates"].append({**labels, "quantity": quantity, **fit(x, logs), "theory_factor": theory})
            if labels["naive"] == "yes":
                naive[kind, sd, quantity] = x, logs
    rates = pd.DataFrame(tables.pop("rates"))
    tables = {name: pd.concat(parts) for name, parts in tables.items()}
    others = [(kind, sd) for kind in KINDS for sd in other_sd]
    for number, (kind, sd) in enumerate(others):
        rng = streams.rng(seed, "history gradients, other sizes", number)
        found, _ = _sizes(rng, depths[-1], width, max(2, nets_each // OTHER_SHARE), samples, kind, sd)
        naive[kind, sd, "profile"] = np.arange(depths[-1]), np.log10(found[:, ::-1] / found[:, -1:])
    return tables | {"rates": rates, "exponential": exponential(naive, straight)}


def exponential(naive: dict, straight: list[float]) -> pd.DataFrame:
    """Say how straight the logarithm of the gradient is over the layers, in nets with weights of a fixed size.

    naive: (activation, sd, quantity) -> layers and logarithms as for `fit`. straight: limits of R², each with a row for
    every key. Columns: activation, sd, quantity, r_squared and its half width, over_power_law (by how much it is larger
    than that of a power law, a line over the logarithm of the layers), straight, margin (r_squared - straight).
    """
    rows = []
    for (kind, sd, quantity), (x, logs) in naive.items():
        found = fit(x, logs)
        over_logarithm = np.log(x - x.min() + 1)
        power_law = _r_squared(over_logarithm - over_logarithm.mean(), logs.mean(axis=0))
        row = {"activation": kind, "sd": sd, "quantity": quantity, "r_squared": found["r_squared"]}
        row |= {
            "r_squared_halfwidth": found["r_squared_halfwidth"],
            "over_power_law": found["r_squared"] - power_law,
        }
        rows += [{**row, "straight": limit, "margin": found["r_squared"] - limit} for limit in straight]
    return pd.DataFrame(rows)


def mean_field_factor(kind: str, sd: float, width: int) -> float:
    """Give the factor sqrt(chi) by which each layer of a wide net multiplies the gradient, at the fixed point of q."""
    f, derivative = feedforward.ACTIVATIONS[kind]
    z = np.linspace(-8, 8, 4001)
    density = np.exp(-(z**2) / 2) / np.exp(-(z**2) / 2).sum()
    gain, q = width * sd**2, 1.0
    if kind == "ReLU":  # chi does not depend on q
        return float(np.sqrt(gain / 2))
    for _ in range(2000):
        q = gain * density @ f(np.sqrt(q) * z) ** 2
    return float(np.sqrt(gain * density @ derivative(f(np.sqrt(q) * z)) ** 2))


def _sizes(rng, layers: int, width: int, nets_each: int, samples: int, kind: str, sd: float):
    """Give |dJ/dz| (nets, layers), root mean square over samples, and |dJ/dw| of the first layer (nets,)."""
    kinds = [kind] * layers
    stack = [(sd * rng.normal(size=(nets_each, width, width)), np.zeros((nets_each, 1, width))) for _ in kinds]
    outputs = feedforward.forward(stack, kinds, rng.normal(size=(nets_each, samples, width)))
    top = rng.normal(size=(nets_each, samples, width))
    top /= np.linalg.norm(top, axis=2, keepdims=True)
    found = feedforward.deltas(stack, kinds, outputs, top)
    rms = np.stack([np.sqrt((delta**2).sum(axis=2).mean(axis=1)) for delta in found], axis=1)
    first = feedforward.gradients(outputs[:2], found[:1])[0][0] / samples
    return rms, np.linalg.norm(first, axis=(1, 2))


def _band(logs: np.ndarray) -> dict[str, np.ndarray]:
    low, median, high = 10 ** np.quantile(logs, BAND, axis=0)
    return {"median": median, "low": low, "high": high}


def fit(x: np.ndarray, logs: np.ndarray) -> dict[str, float]:
    """Fit a line to the mean over nets of `logs` (nets, len(x)), log10 of sizes; half widths from the spread over nets.

    r_squared is near 1 only if the size is exponential in x; its half width is by the jackknife over nets.
    Raises BadInput for fewer than two nets, other shapes, and numbers that are not finite.
    """
    x = arrays.doubles(x, "layers", ("layers",), finite=True)
    logs = arrays.doubles(logs, "logs", ("nets", len(x)), finite=True)
    arrays.count(len(logs), "number of nets", 2)
    centred, number = x - x.mean(), len(logs)
    slopes = logs @ centred / (centred @ centred)
    factor = 10 ** slopes.mean()
    without_one = np.array([_r_squared(centred, np.delete(logs, n, axis=0).mean(axis=0)) for n in range(number)])
    return {
        "factor_per_layer": factor,
        "factor_per_layer_halfwidth": factor * np.log(10) * Z95 * slopes.std(ddof=1) / np.sqrt(number),
        "r_squared": _r_squared(centred, logs.mean(axis=0)),
        "r_squared_halfwidth": Z95 * np.sqrt(number - 1) * without_one.std(),
    }


def _r_squared(centred: np.ndarray, y: np.ndarray) -> float:
    """Give R² of the least-squares line through `y` against `centred`, x minus its mean."""
    about_mean = y - y.mean()
    rest = about_mean - (y @ centred) / (centred @ centred) * centred
    return 1 - (rest @ rest) / (about_mean @ about_mean)
