"""What the eigenvectors of a digit look like: coarse or fine, and which digit they resemble (appendix)."""

import numpy as np
import pandas as pd

from recomputed import arrays


def coarseness(axes: np.ndarray, shape: tuple[int, int], low_cycles: list[float], group: int = 5) -> pd.DataFrame:
    """Give the share of the power of eigenvectors, `axes` (D, K), below each number of cycles per image width.

    The eigenvectors are images of `shape`; shares are means over groups of `group` eigenvectors. Columns: low_cycles,
    first, last (numbers from 1), low_frequency_percent.
    """
    axes = arrays.doubles(axes, "axes", (shape[0] * shape[1], "K"), finite=True)
    arrays.count(group, "eigenvectors in a group", 1)
    if not axes.any(axis=0).all():
        raise arrays.bad("no power", "axes", "columns that are not all 0", "a column of zeros")
    power = np.abs(np.fft.fft2(axes.T.reshape(-1, *shape))) ** 2
    cycles = np.hypot(*np.meshgrid(*(np.fft.fftfreq(side, 1 / side) for side in shape), indexing="ij"))
    rows = []
    for low in low_cycles:
        percent = 100 * power[:, cycles < low].sum(axis=1) / power.sum(axis=(1, 2))
        for start in range(0, len(percent), group):
            part = percent[start : start + group]
            rows.append((low, start + 1, start + len(part), part.mean()))
    return pd.DataFrame(rows, columns=["low_cycles", "first", "last", "low_frequency_percent"])


def likeness(axes: np.ndarray, means: np.ndarray, digit: int, counts: list[int]) -> pd.DataFrame:
    """Count how many of the first eigenvectors look most like the digit they come from.

    axes: (D, K); means: the mean image of every digit, (10, D). An eigenvector, whose sign is free, is compared by its
    absolute values: it looks most like the digit whose mean image has the largest correlation with them.
    Columns: first (the first 1 … n eigenvectors, n from `counts`), alike (how many look most like `digit`), percent.
    """
    axes = arrays.doubles(axes, "axes", ("D", "K"), finite=True)
    means = arrays.doubles(means, "means", ("digits", len(axes)), finite=True)
    most = np.corrcoef(np.abs(axes).T, means)[: axes.shape[1], axes.shape[1] :].argmax(axis=1)
    rows = [(count, int((most[:count] == digit).sum())) for count in counts]
    return pd.DataFrame(rows, columns=["first", "alike"]).assign(percent=lambda t: 100 * t.alike / t["first"])
