"""Half widths of 95 % intervals for estimates from simulations."""

import numpy as np

from recomputed import arrays

Z95 = 1.959963984540054  # 97.5 % point of the normal distribution


def share_halfwidth(hits, trials):
    """Give the 95 % half width around hits / trials (arrays or numbers); it is above 0 even for no or all hits.

    Agresti and Coull (1998), widened so that the interval is centred on hits / trials.
    Raises BadInput unless 0 <= hits <= trials and trials > 0.
    """
    hits = arrays.doubles(hits, "hits", finite=True, empty=True)
    trials = arrays.doubles(trials, "trials", finite=True, empty=True)
    if not ((trials > 0) & (hits >= 0) & (hits <= trials)).all():
        found = f"hits from {hits.min():g} to {hits.max():g}, trials from {trials.min():g} to {trials.max():g}"
        raise arrays.bad("not a share", "share_halfwidth", "0 <= hits <= trials, trials above 0", found)
    n = trials + Z95**2
    middle = (hits + Z95**2 / 2) / n
    return Z95 * np.sqrt(middle * (1 - middle) / n) + np.abs(middle - hits / trials)


def ratio(top, top_halfwidth, bottom, bottom_halfwidth):
    """Give top / bottom and its 95 % half width, to first order, from numbers or arrays and their half widths.

    Both are treated as independent, which gives a wider interval where they are positively correlated.
    Raises BadInput for a bottom of 0; a nan stays a nan.
    """
    if (arrays.real(bottom, "ratio: bottom", empty=True) == 0).any():
        raise arrays.bad("no ratio", "ratio: bottom", "numbers other than 0", 0)
    found = top / bottom
    return found, np.hypot(top_halfwidth, found * bottom_halfwidth) / np.abs(bottom)
