"""Half widths of 95 % intervals for estimates from simulations."""

import numpy as np

Z95 = 1.959963984540054  # 97.5 % point of the normal distribution


def share_halfwidth(hits, trials):
    """Give the 95 % half width around hits / trials (arrays or numbers); it is above 0 even for no or all hits.

    Agresti and Coull (1998), widened so that the interval is centred on hits / trials.
    """
    hits, trials = np.asarray(hits, float), np.asarray(trials, float)
    n = trials + Z95**2
    middle = (hits + Z95**2 / 2) / n
    return Z95 * np.sqrt(middle * (1 - middle) / n) + np.abs(middle - hits / trials)


def ratio(top, top_halfwidth, bottom, bottom_halfwidth):
    """Give top / bottom and its 95 % half width, to first order, from numbers or arrays and their half widths.

    Both are treated as independent, which gives a wider interval where they are positively correlated.
    """
    found = top / bottom
    return found, np.hypot(top_halfwidth, found * bottom_halfwidth) / bottom
