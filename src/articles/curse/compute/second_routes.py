"""The closed forms of this article a second time: at 50 digits, by other formulas than in the modules they check."""

from collections.abc import Iterator

import mpmath
import pandas as pd

DIGITS = 50


def second_routes(
    cells_per_axis: int,
    grid_dimensions: list[int],
    samples: list[int],
    cube_dimensions: list[int],
    box_widths: list[int],
    epsilon: float,
    shell_dimensions: list[int],
    distance_dimensions: list[int],
) -> pd.DataFrame:
    """Tabulate quantity, at (a dimension, a number of samples, or a box width in edges) and value; epsilon in radii."""
    with mpmath.workdps(DIGITS):
        e = mpmath.mpf(str(epsilon))
        rows = [("cells of a grid", d, mpmath.power(cells_per_axis, d)) for d in grid_dimensions]
        rows += [("first dimension with more cells", n, _dimension_with_more_cells(cells_per_axis, n)) for n in samples]
        rows += [("first dimension outside a box", width, _dimension_outside(width)) for width in box_widths]
        rows += [("inner diameter, edges", d, mpmath.sqrt(d) - 1) for d in cube_dimensions]
        rows += [("ball in its cube, %", d, 100 * share) for d, share in _ball_shares(cube_dimensions)]
        rows += [("shell", d, _shell(d, e)) for d in shell_dimensions]
        rows += [("random pairs about r apart, %", d, 100 * _share_about_r(d, e)) for d in distance_dimensions]
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


def _share_about_r(dimension: int, epsilon: mpmath.mpf) -> mpmath.mpf:
    """Integrate the density of the distance s of two uniform points of the unit ball over 1 - epsilon to 1 + epsilon.

    The density is D s^(D - 1) I((D + 1)/2, 1/2; 1 - s²/4), with I the regularised incomplete beta function
    (Hammersley 1950).
    """

    def density(s):
        inside = mpmath.betainc((dimension + 1) / mpmath.mpf(2), 0.5, 0, 1 - s**2 / 4, regularized=True)
        return dimension * s ** (dimension - 1) * inside

    return mpmath.quad(density, [1 - epsilon, 1 + epsilon], maxdegree=5)
