"""The volume of a D-ball, and the share of its cube that it fills (sections 2.1 to 2.3)."""

import numpy as np
from scipy.special import gammaln

from recomputed import arrays


def unit_volume(dimension):
    """Give the volume of the ball of radius 1, pi^(D/2) / Gamma(D/2 + 1), for any D >= 0; BadInput for others."""
    return np.exp(_log_unit_volume(dimension))


def log10_share_of_cube(dimension):
    """Give log10 of the share of a cube's volume that its inscribed ball fills, unit_volume / 2^D."""
    log_volume = _log_unit_volume(dimension)
    return log_volume / np.log(10) - np.asarray(dimension, float) * np.log10(2)


def _log_unit_volume(dimension):
    dimension = arrays.doubles(dimension, "dimension of a ball", finite=True, empty=True)
    if (dimension < 0).any():
        raise arrays.bad("out of range", "dimension of a ball", "0 or more", f"{dimension.min():g}")
    half = dimension / 2
    return half * np.log(np.pi) - gammaln(half + 1)
