"""Changes of colour space, from red, green and blue, each from 0 to 1 and proportional to light, to three numbers.

Sources: IEC 61966-2-1 (sRGB, also the matrix of XYZ), CIE 15 (CIELAB), ITU-R BT.601 (luma and colour differences), and
Python's colorsys (YIQ, HSV, HLS). Each raises BadInput for anything but finite numbers.
"""

import colorsys

import numpy as np

from recomputed import arrays

TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
RED, BLUE = 0.299, 0.114  # shares of luma, BT.601
TO_YPBPR = np.array([
    [RED, 1 - RED - BLUE, BLUE],
    np.array([-RED, RED + BLUE - 1, 1 - BLUE]) / (2 * (1 - BLUE)),
    np.array([1 - RED, RED + BLUE - 1, -BLUE]) / (2 * (1 - RED)),
])  # fmt: skip
DARK = (6 / 29) ** 3  # below it, CIELAB is a straight line


def xyz(colour: np.ndarray) -> np.ndarray:
    """Give CIE's X, Y and Z."""
    return TO_XYZ @ _checked(colour)


def lab(colour: np.ndarray) -> np.ndarray:
    """Give CIELAB's L*, a* and b*, relative to white, the sum of all three lights."""
    share = xyz(colour) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(share > DARK, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def srgb(colour: np.ndarray) -> np.ndarray:
    """Give the numbers that a file stores, which grow more slowly than the light; any number of them."""
    colour = arrays.doubles(colour, "colour", finite=True)
    return np.where(colour <= 0.0031308, 12.92 * colour, 1.055 * np.maximum(colour, 0.0031308) ** (1 / 2.4) - 0.055)


def ypbpr(colour: np.ndarray) -> np.ndarray:
    """Give luma and two colour differences, from -0.5 to 0.5."""
    return TO_YPBPR @ _checked(colour)


def ycbcr(colour: np.ndarray) -> np.ndarray:
    """Give luma and colour differences as eight-bit files store them, the latter around 128."""
    return 255 * ypbpr(colour) + np.array([0, 128, 128])


def cmy(colour: np.ndarray) -> np.ndarray:
    """Give cyan, magenta and yellow, what a printer adds."""
    return 1 - _checked(colour)


def _of_colorsys(function):
    return lambda colour: np.array(function(*_checked(colour)))


def _checked(colour: np.ndarray) -> np.ndarray:
    return arrays.doubles(colour, "colour", (3,), finite=True)


SPACES = {
    "XYZ": xyz,
    "YIQ": _of_colorsys(colorsys.rgb_to_yiq),
    "YPbPr": ypbpr,
    "YCbCr": ycbcr,
    "CMY": cmy,
    "HSV": _of_colorsys(colorsys.rgb_to_hsv),
    "HLS": _of_colorsys(colorsys.rgb_to_hls),
    "CIELAB": lab,
    "sRGB": srgb,
}
