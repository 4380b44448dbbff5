"""The introduction to the series: dimensions of data and of figures, the plan, and methods in any dimension."""

import numpy as np
import pandas as pd

from methods.pca.fit import fit
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

SHAPES = {"line": 1, "plane": 2, "space": 3}  # name -> number of random directions that span it
PLANE = 2  # axes of the plane that samples are projected on


def tables(
    seed: int,
    *,
    tables: int,
    most_columns: int,
    surrounding: int,
    dimensions: list[int],
    samples: int,
    announced: list[str],
    planned: list[str],
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: dimension, shapes, projections, plan; see the functions of these names."""
    return {
        "dimension": dimension(seed, tables, most_columns),
        "shapes": shapes(seed, surrounding, samples),
        "projections": projections(seed, dimensions, samples),
        "plan": plan(announced, planned),
    }


def dimension(seed: int, tables: int, most_columns: int) -> pd.DataFrame:
    """Count the random tables, one sample per row, with as many dimensions as rows, and those with as many as columns.

    The dimension is the rank of the centred samples; there are more samples than columns, so they span the whole space.
    tables: number of random tables; most_columns: columns of the widest one.
    Columns: counted (rows or columns), tables, equal_percent with its 95 % half width.
    """
    rng = streams.rng(seed, "series dimension")
    hits = {"rows": 0, "columns": 0}
    for _ in range(tables):
        columns = int(rng.integers(1, most_columns + 1))
        rows = columns + int(rng.integers(2, most_columns + 2))
        true = rank(rng.normal(size=(rows, columns)))
        hits["rows"] += rows == true
        hits["columns"] += columns == true
    found = [(name, tables, 100 * n / tables, 100 * float(share_halfwidth(n, tables))) for name, n in hits.items()]
    return pd.DataFrame(found, columns=["counted", "tables", "equal_percent", "equal_percent_halfwidth"])


def shapes(seed: int, surrounding: int, samples: int) -> pd.DataFrame:
    """Measure the dimension of random samples on a line, on a plane and in a space, each placed in a larger space.

    surrounding: dimension of the larger space. Columns: shape, surrounding, samples, dimension (rank).
    """
    rows = []
    for number, (name, spanning) in enumerate(SHAPES.items()):
        rng = streams.rng(seed, "series shapes", number)
        directions, shift = rng.normal(size=(spanning, surrounding)), rng.normal(size=surrounding)
        found = rank(rng.normal(size=(samples, spanning)) @ directions + shift)
        rows.append((name, surrounding, samples, found))
    return pd.DataFrame(rows, columns=["shape", "surrounding", "samples", "dimension"])


def projections(seed: int, dimensions: list[int], samples: int) -> pd.DataFrame:
    """Project random samples of any dimension on their plane of largest variance, as one does with two or three.

    Columns: dimension, samples, relative_error: mean square distance to the plane against the sum of the variances that
    the plane leaves out, relative to the whole variance.
    """
    rows = []
    for d in dimensions:
        x = streams.rng(seed, "series projections", d).normal(size=(samples, d)) * np.arange(1, d + 1)
        model = fit(x)
        off = x - model.reconstruct(model.transform(x, PLANE))
        left_out = model.variances[PLANE:].sum()
        rows.append((d, samples, abs((off**2).sum(axis=1).mean() - left_out) / model.variances.sum()))
    return pd.DataFrame(rows, columns=["dimension", "samples", "relative_error"])


def plan(announced: list[str], planned: list[str]) -> pd.DataFrame:
    """Look for each announced algorithm among the planned parts: columns algorithm, part (or "no part")."""
    words = {part: part.replace(",", " ").split() for part in planned}
    found = [next((part for part in planned if name in words[part]), "") for name in announced]
    in_plan = [name if part else "no part" for name, part in zip(announced, found, strict=True)]
    return pd.DataFrame({"algorithm": announced, "in_plan": in_plan, "part": found})


def rank(samples: np.ndarray) -> int:
    """Give the dimension of the space that `samples` (N, D) span around their mean."""
    return int(np.linalg.matrix_rank(samples - samples.mean(axis=0)))
