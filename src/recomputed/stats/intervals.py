"""Half widths of 95 % intervals for what a simulation estimates."""

import numpy as np

Z95 = 1.959963984540054  # 97.5 % point of the normal distribution


def share_halfwidth(hits, trials):
    """Give the 95 % half width around hits / trials (arrays or numbers), never 0 at 0 or all hits.

    Agresti and Coull (1998), widened so that it is centred on the plain share.
    """
    hits, trials = np.asarray(hits, float), np.asarray(trials, float)
    n = trials + Z95**2
    middle = (hits + Z95**2 / 2) / n
    return Z95 * np.sqrt(middle * (1 - middle) / n) + np.abs(middle - hits / trials)


def ratio(top, top_halfwidth, bottom, bottom_halfwidth):
    """Give top / bottom and its 95 % half width by first order, of numbers or arrays with half widths of their own.

    Both are taken as independent, which is cautious where they are measured on the same draws.
    """
    found = top / bottom
    return found, np.hypot(top_halfwidth, found * bottom_halfwidth) / bottom
