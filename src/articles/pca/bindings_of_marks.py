"""Values for the formulas of section 4 on the 30 students: marks with the printed moments, and their axes."""

from pathlib import Path

import numpy as np

from articles.pca.compute.marks import marks
from articles.pca.compute.random_clouds import Cloud
from methods.pca.fit import fit
from recomputed.formulas.binding import Binding
from recomputed.stats import streams
from recomputed.workflow import strict_yaml

SETTINGS = Path(__file__).with_name("config.yaml")
PRINTED = ("subjects", "students", "highest", "means", "covariance", "steps")
HALF_UNITS = {  # of the last digits of the coefficients of ξ, η and ζ
    "xi": (0.0005, 0.0005, 0.0005), "eta": (0.0005, 0.0005, 0.00005), "zeta": (0.0005, 0.0005, 0.0005)
}  # fmt: skip


def bindings(seed: int) -> dict[str, Binding | list[Binding]]:
    """Give the bindings of the formulas about the marks; a row of symbols has one entry for each student."""
    settings = strict_yaml.parse(SETTINGS.read_text(encoding="utf-8"))["marks"]
    table = marks(**{name: settings[name] for name in PRINTED}, seed=seed)[settings["subjects"]].to_numpy(float)
    axes, mean = fit(table).axes, table.mean(axis=0)
    students = _students(table, axes)
    rows = {name: students[rf"\{name}"] for name in HALF_UNITS}
    size = np.abs(table - mean).T
    return {
        "pca-21": Binding([_matrices(table, axes, fit(table).variances), *_others(seed, _matrices)]),
        "pca-23": Binding([_turns(table, axes), *_others(seed, _turns)]),
        "pca-71": Binding([students]),
        "pca-74": Binding([students]),
        "pca-75": [
            Binding([students], tolerance=float((half @ size).max() / np.abs(rows[name]).max()))
            for name, half in HALF_UNITS.items()
        ],
        "pca-79": Binding([{r"\lambda": fit(table).variances}]),
        "pca-86": _numbers(table, axes),
        # What ζ has is what ≈ may leave out, and nothing else; pca-77 asks whether it is little.
        "pca-87": Binding([students], near=(1 + 1e-9) * np.abs(np.outer(axes[:, 2], rows["zeta"])).max() / size.max()),
    }


def _students(table: np.ndarray, axes: np.ndarray) -> dict:
    """Bind the marks and factors of all students; a factor is the deviation of each student projected on its axis."""
    mean = table.mean(axis=0)
    factors = np.array([[axis @ (student - mean) for student in table] for axis in axes.T])
    return (
        {name: column[None, :] for name, column in zip("xyz", table.T, strict=True)}
        | {rf"\bar{{{name}}}": value for name, value in zip("xyz", mean, strict=True)}
        | {rf"\{name}": row[None, :] for name, row in zip(HALF_UNITS, factors, strict=True)}
        | {"U": axes, "U_{reduced}": axes[:, :2], r"\boldsymbol{u}": lambda i: axes[:, i - 1]}
    )


def _numbers(table: np.ndarray, axes: np.ndarray) -> list[Binding]:
    """Bind what the article prints as numbers, computed from the marks.

    The third of the eight formulas, A, is a matrix of decimals that is divided; it is granted half a unit of these.
    """
    covariance, factors = np.cov(table.T, bias=True), np.cov((table @ axes).T, bias=True)
    trial = (
        {rf"\bar{{{name}}}": value for name, value in zip("xyz", table.mean(axis=0), strict=True)}
        | {"V_{xyz}": covariance, "A": covariance / 50, r"V_{\xi \eta \zeta}": factors}
        | {r"\lambda": np.diag(factors), r"\boldsymbol{u}": lambda i: axes[:, i - 1]}
    )
    exact, rounded = Binding([trial]), Binding([trial], tolerance=0.005 / covariance.max())
    return [rounded if place == 2 else exact for place in range(8)]


def _matrices(table: np.ndarray, axes: np.ndarray, variances: np.ndarray) -> dict:
    return {"V_{xyz}": np.cov(table.T, bias=True), "U": axes, r"\lambda": variances, "D": len(axes)}


def _turns(table: np.ndarray, axes: np.ndarray, variances: np.ndarray | None = None) -> dict:
    return {"U": axes, "I": np.eye(len(axes))}


def _others(seed: int, bind) -> list[dict]:
    clouds = [Cloud(streams.rng(seed, "pca bindings, matrices", size), 50, size) for size in (2, 5)]
    return [bind(cloud.samples, cloud.axes, cloud.variances) for cloud in clouds]
