"""The introduction to the series: dimensions of data and of figures, ideas in any dimension; the order of articles."""

import numpy as np
import pandas as pd

from methods.pca.fit import fit
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

SHAPES = {"line": 1, "plane": 2, "space": 3}  # name -> number of random directions that span it
IDEAS = ("a right-angled triangle", "a rotation", "a projection on a plane")
PLANE = 2  # axes of the plane that samples are projected on


def tables(
    seed: int,
    *,
    tables: int,
    most_columns: int,
    surrounding: int,
    dimensions: list[int],
    samples: int,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: dimension, shapes, ideas; see the functions of these names."""
    return {
        "dimension": dimension(seed, tables, most_columns),
        "shapes": shapes(seed, surrounding, samples),
        "ideas": ideas(seed, dimensions, samples),
    }


def order(series: dict[str, list[str]], said: list[dict]) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: places, references; see the functions of these names."""
    table = places(series)
    return {"places": table, "references": references(table, said)}


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


def ideas(seed: int, dimensions: list[int], samples: int) -> pd.DataFrame:
    """Try three ideas that can be seen in two or three dimensions on random samples of any dimension.

    Columns: idea, dimension, samples, relative_error. The ideas: of two vectors at right angles the squared lengths add
    up (Pythagoras); a rotation keeps all distances from a point; the mean square distance to the plane of largest
    variance is the sum of the variances that the plane leaves out.
    """
    rows = []
    for d in dimensions:
        rng = streams.rng(seed, "series ideas", d)
        x = rng.normal(size=(samples, d)) * np.arange(1, d + 1)
        errors = (_right_angle(x), rotation(rng, x), projection(x))
        rows += [(idea, d, samples, error) for idea, error in zip(IDEAS, errors, strict=True)]
    return pd.DataFrame(rows, columns=["idea", "dimension", "samples", "relative_error"])


def _right_angle(x: np.ndarray) -> float:
    """Give the relative error of |u|² + |v|² against |u + v|², with u and v from the first two of `x` (N, D)."""
    u, v = x[0], x[1] - x[0] * (x[1] @ x[0]) / (x[0] @ x[0])
    return float(abs(u @ u + v @ v - (u + v) @ (u + v)) / (u @ u + v @ v))


def rotation(rng: np.random.Generator, x: np.ndarray) -> float:
    """Give the largest error of the distances of `x` (N, D) from its first point after a random rotation, relative.

    Raises BadInput for another number of axes and for numbers that are not finite.
    """
    x = arrays.doubles(x, "series: x", ("N", "D"), finite=True)
    turned = x @ np.linalg.qr(rng.normal(size=(x.shape[1], x.shape[1])))[0]
    before, after = (np.linalg.norm(points - points[0], axis=1) for points in (x, turned))
    return float(np.abs(after - before).max() / before.max())


def projection(x: np.ndarray) -> float:
    """Give the relative error of the mean square distance of `x` (N, D) to its plane of largest variance.

    Raises BadInput for another number of axes and for numbers that are not finite.
    """
    x = arrays.doubles(x, "series: x", ("N", "D"), finite=True)
    model = fit(x)
    off = x - model.reconstruct(model.transform(x, PLANE))
    return float(abs((off**2).sum(axis=1).mean() - model.variances[PLANE:].sum()) / model.variances.sum())


def places(series: dict[str, list[str]]) -> pd.DataFrame:
    """Number the articles of each series in their order: columns series, article, place (from 1)."""
    rows = [(name, article, place) for name, articles in series.items() for place, article in enumerate(articles, 1)]
    return pd.DataFrame(rows, columns=["series", "article", "place"])


def references(table: pd.DataFrame, said: list[dict]) -> pd.DataFrame:
    """Count the articles from one that announces a topic to the one that has it.

    table: see `places`; said: by, topic, article (that has the topic). Columns: by, topic, article, articles_later.
    Raises BadInput for an article that no series has, for two of different series, and for a table without places.
    """
    arrays.check_table(table, "series: places", ("article", "series"), finite=("place",))
    known = table.set_index("article")
    for entry in said:
        rows = [entry[part] for part in ("by", "article") if entry[part] in known.index]
        if len(rows) < 2 or known.loc[rows, "series"].nunique() > 1:
            raise BadInput(
                "no such two articles", where="series.order.said", expected="two articles of one series",
                found=entry, do="correct their names",
            )  # fmt: skip
    later = [int(known.at[entry["article"], "place"] - known.at[entry["by"], "place"]) for entry in said]
    return pd.DataFrame(said, columns=["by", "topic", "article"]).assign(articles_later=later)


def rank(samples: np.ndarray) -> int:
    """Give the dimension of the space that `samples` (N, D) span around their mean.

    Raises BadInput as `projection` does.
    """
    samples = arrays.doubles(samples, "series: samples", ("N", "D"), finite=True)
    return int(np.linalg.matrix_rank(samples - samples.mean(axis=0)))
