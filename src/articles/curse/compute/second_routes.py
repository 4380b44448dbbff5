"""The closed forms of this article a second time: at 50 digits, by other formulas than in the modules they check."""

from collections.abc import Iterator
from itertools import pairwise

import mpmath
import pandas as pd

DIGITS = 50
PARTS = 20


def second_routes(
    cells_per_axis: int,
    grid_dimensions: list[int],
    samples: list[int],
    cube_dimensions: list[int],
    box_widths: list[int],
    epsilon: float,
    shell_dimensions: list[int],
    distance_dimension: int,
    same_range_percent: list[float],
    empty_range_percent: list[float],
    corner_range_percent: list[float],
    zero_range_percent: list[float],
) -> pd.DataFrame:
    """Tabulate quantity, at and value; epsilon in radii.

    at: a dimension, a number of samples, a box width in edges, or a threshold in percent; with thresholds and numbers
    of samples the latter, thresholds in their order.
    """
    with mpmath.workdps(DIGITS):
        e = mpmath.mpf(str(epsilon))
        rows = [("cells of a grid", d, mpmath.power(cells_per_axis, d)) for d in grid_dimensions]
        rows += [("first dimension with more cells", n, _dimension_with_more_cells(cells_per_axis, n)) for n in samples]
        rows += [("first dimension outside a box", width, _dimension_outside(width)) for width in box_widths]
        rows += [("inner diameter, edges", d, mpmath.sqrt(d) - 1) for d in cube_dimensions]
        rows += [("ball in its cube, %", d, 100 * share) for d, share in _ball_shares(cube_dimensions)]
        rows += [("shell", d, _shell(d, e)) for d in shell_dimensions]
        rows += [
            ("random pairs about r apart, %", p, 100 * _share_about_r(distance_dimension, p))
            for p in same_range_percent
        ]
        rows += [
            ("first dimension mostly empty", n, _dimension_mostly_empty(cells_per_axis, n, percent))
            for percent in empty_range_percent
            for n in samples
        ]
        rows += [("first spiky dimension", p, _first_spiky(p)) for p in corner_range_percent]
        rows += [("almost zero, centre", p, _first_from_centre(e, p)) for p in zero_range_percent]
        rows += [("almost zero, random point", p, _first_from_random_point(e, p)) for p in zero_range_percent]
        return pd.DataFrame([(name, at, float(value)) for name, at, value in rows], columns=["quantity", "at", "value"])


def _dimension_with_more_cells(cells_per_axis: int, samples: int) -> mpmath.mpf:
    """Use logarithms; half a sample is added, so that an equal number of cells does not count as more."""
    return mpmath.ceil(mpmath.log(samples + mpmath.mpf("0.5")) / mpmath.log(cells_per_axis))


def _dimension_outside(width: int) -> int:
    """Try one dimension after another."""
    return next(d for d in range(1, 10**6) if mpmath.sqrt(d) - 1 > width)


def _ball_shares(dimensions: list[int]) -> Iterator[tuple[int, mpmath.mpf]]:
    """Yield each dimension and the ball's share of its cube, by V(D) = V(D - 2) 2π/D for radius 1, without gamma."""
    volumes = [mpmath.mpf(1), mpmath.mpf(2)]
    for d in range(2, max(dimensions) + 1):
        volumes.append(volumes[-2] * 2 * mpmath.pi / d)
    for d in dimensions:
        yield d, volumes[d] / mpmath.mpf(2) ** d


def _shell(dimension: int, epsilon: mpmath.mpf) -> mpmath.mpf:
    """Integrate D r^(D - 1), the density of a uniform point's distance from the centre, over the shell."""
    return mpmath.quad(lambda r: dimension * r ** (dimension - 1), [1 - epsilon, 1])


def _dimension_mostly_empty(cells_per_axis: int, samples: int, percent: float) -> int:
    """Solve (1 - 1/cells)^N > percent for the number of cells, and try one dimension after another."""
    cells = 1 / (1 - mpmath.root(mpmath.mpf(str(percent)) / 100, samples))
    return next(d for d in range(1, 10**4) if mpmath.power(cells_per_axis, d) > cells)


def _first_spiky(percent: float) -> int:
    shares = _ball_shares(list(range(1, 200)))
    return next(d for d, share in shares if 100 * (1 - share) > mpmath.mpf(str(percent)))


def _first_from_centre(epsilon: mpmath.mpf, percent: float) -> int:
    """Multiply dimension by dimension: the inner ball's share of the volume is (1 - epsilon)^D."""
    dimension, share = 0, mpmath.mpf(100)
    while share >= mpmath.mpf(str(percent)):
        dimension, share = dimension + 1, share * (1 - epsilon)
    return dimension


def _first_from_random_point(epsilon: mpmath.mpf, percent: float) -> int:
    return next(d for d in range(1, 500) if 100 * _chance(d, 0, 1 - epsilon) < percent)


def _share_about_r(dimension: int, percent: float) -> mpmath.mpf:
    """Add parts of the interval, in which the density grows by many powers of ten."""
    width = mpmath.mpf(str(percent)) / 100
    ends = mpmath.linspace(1 - width, 1 + width, PARTS + 1)
    return mpmath.fsum(_chance(dimension, *part) for part in pairwise(ends))


def _chance(dimension: int, low: mpmath.mpf, high: mpmath.mpf) -> mpmath.mpf:
    """Integrate the density of the distance s of two uniform points of the unit ball from `low` to `high`.

    The density is D s^(D - 1) I((D + 1)/2, 1/2; 1 - s²/4), with I the regularised incomplete beta function
    (Hammersley 1950). 15 digits: a thousandth of a second for each value of I.
    """

    def density(s):
        inside = mpmath.betainc((dimension + 1) / mpmath.mpf(2), 0.5, 0, 1 - s**2 / 4, regularized=True)
        return dimension * s ** (dimension - 1) * inside

    with mpmath.workdps(15):
        return mpmath.quad(density, [low, high], maxdegree=5)
