"""The numbers of the 30 students (section 4) a second time: at 50 digits, by other formulas than marks and factors."""

from itertools import combinations_with_replacement, product

import mpmath
import pandas as pd
from mpmath import mpf

from articles.pca.compute.factors import FACTORS
from articles.pca.compute.marks_check import whole_marks

DIGITS = 50


def marks_second_routes(
    marks: pd.DataFrame, subjects: list[str], vectors: list[list[str]], ranges: dict[str, list[float]]
) -> pd.DataFrame:
    """Tabulate quantity, first, second (subjects, factors or a threshold; "" if there is none) and value.

    Moments come from deviations, eigenvalues from the characteristic polynomial, axes from cross products. For three
    subjects. `vectors`: the printed u_i, as strings; `ranges`: measure -> thresholds, see thresholds.marks_thresholds.
    """
    whole_marks(marks, subjects)
    with mpmath.workdps(DIGITS):
        columns = {name: [mpf(int(mark)) for mark in marks[name]] for name in subjects}
        rows = [("mean", name, name, _mean(column)) for name, column in columns.items()]
        deviations = {name: [x - _mean(column) for x in column] for name, column in columns.items()}
        v = {(a, b): _dot(deviations[a], deviations[b]) / len(marks) for a, b in product(subjects, repeat=2)}
        r = {(a, b): v[a, b] / mpmath.sqrt(v[a, a] * v[b, b]) for a, b in v}
        for a, b in combinations_with_replacement(subjects, 2):
            rows += [("covariance", a, b, v[a, b]), ("correlation", a, b, r[a, b])]
        one, other, last = subjects
        rows += [("correlation lead", name, last, r[name, last] - r[one, other]) for name in (one, other)]
        factors = _factors([[v[a, b] for b in subjects] for a in subjects], subjects)
        rows += factors + _over_thresholds(factors, ranges)
        u = mpmath.matrix([[mpf(entry) for entry in vector] for vector in vectors])
        rows.append(("determinant of U", "", "", mpmath.nint(mpmath.det(u))))
        return pd.DataFrame(
            [(*names, float(value)) for *names, value in rows], columns=["quantity", "first", "second", "value"]
        )


def _factors(v: list[list[mpf]], subjects: list[str]) -> list[tuple]:
    values = _eigenvalues(v)
    rows, kept = [], mpf(0)
    for factor, value in zip(FACTORS, values, strict=True):
        axis = _axis(v, value)
        kept += value
        rows += [
            ("eigenvalue", factor, "", value),
            ("ratio", factor, "", value / sum(values)),
            ("percent", factor, "", 100 * value / sum(values)),
            ("kept_percent", factor, "", 100 * kept / sum(values)),
            ("lost_percent", factor, "", 100 - 100 * kept / sum(values)),
            ("sd_marks", factor, "", mpmath.sqrt(value)),
            ("weight_ratio", factor, "", max(map(abs, axis)) / min(map(abs, axis))),
            *(("weight", factor, subject, entry) for subject, entry in zip(subjects, axis, strict=True)),
            *(("covariance of factors", factor, other, value if other == factor else 0) for other in FACTORS),
        ]
    return rows


def _over_thresholds(factors: list[tuple], ranges: dict[str, list[float]]) -> list[tuple]:
    """Divide every measure of `factors` that has a range by each of its thresholds."""
    return [
        (f"{quantity} over threshold", factor, f"{threshold:g}", value / threshold)
        for quantity, factor, _, value in factors
        for threshold in ranges.get(quantity, [])
    ]


def _eigenvalues(v: list[list[mpf]]) -> list[mpf]:
    """Give the roots of λ³ - tr(V) λ² + (sum of the principal minors) λ - det(V), largest first."""
    minors = sum(v[i][i] * v[j][j] - v[i][j] * v[j][i] for i, j in ((0, 1), (0, 2), (1, 2)))
    roots = mpmath.polyroots([1, -sum(v[i][i] for i in range(3)), minors, -mpmath.det(mpmath.matrix(v))], extraprec=100)
    return sorted((mpmath.re(root) for root in roots), reverse=True)


def _axis(v: list[list[mpf]], value: mpf) -> list[mpf]:
    """Give the unit vector orthogonal to the rows of V - λI, its largest entry positive."""
    one, other = ([v[i][j] - (value if i == j else 0) for j in range(3)] for i in (0, 1))
    normal = [one[(n + 1) % 3] * other[(n + 2) % 3] - one[(n + 2) % 3] * other[(n + 1) % 3] for n in range(3)]
    size = mpmath.sqrt(_dot(normal, normal))
    return [entry / size * mpmath.sign(max(normal, key=abs)) for entry in normal]


def _mean(column: list[mpf]) -> mpf:
    return mpmath.fsum(column) / len(column)


def _dot(a: list[mpf], b: list[mpf]) -> mpf:
    return mpmath.fdot(a, b)
