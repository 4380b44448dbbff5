"""Whether the colours that a caption names are drawn, on the light page and on the dark one."""

import re

import numpy as np
from matplotlib.colors import to_rgb

from figure_checks.drawn import Drawing, hexes
from recomputed.drawing import style

# Hues in degrees of OKLCH, from and to; pictures on a scale (blue to red) have no single colour and are not marks.
HUES = {
    "red": (10, 42), "orange": (42, 82), "brown": (42, 82), "gold": (70, 100), "yellow": (82, 115),
    "green": (130, 190), "blue": (215, 285), "purple": (300, 362), "pink": (330, 375),
}  # fmt: skip
NAMED = re.compile(rf"\b({'|'.join(HUES)}|gold(?=en)|gr[ea]y|black|white)\b(?! (?:level|box)s?)", re.IGNORECASE)
GREY = 0.03  # chroma of OKLCH: less is black, grey or white


def unseen(drawing: Drawing, words: str) -> list[str]:
    """Name every colour word of `words` that no mark of the drawing has, by day or by night."""
    marks = {colour for mark in drawing.marks for colour in hexes(mark)} - {style.PAPER}  # the page is no mark
    day = marks | drawing.pictures
    night = {style._NIGHT.get(colour, colour) for colour in marks} | drawing.pictures
    return [
        f"{word!r} is named, and not drawn by {time}"
        for word in dict.fromkeys(found.lower() for found in NAMED.findall(words))
        for time, colours in (("day", day), ("night", night))
        if not any(_is(word, colour) for colour in colours)
    ]


def _is(word: str, colour: str) -> bool:
    lightness, chroma, hue = oklch(colour)
    if word in ("grey", "gray"):
        return chroma < GREY and 0.4 < lightness < 0.95
    if word in ("black", "white"):
        return chroma < GREY and (lightness < 0.35 if word == "black" else lightness > 0.96)
    low, high = HUES[word]
    dark = lightness < 0.6 if word == "brown" else lightness > 0.3
    return chroma >= GREY and dark and (low <= hue <= high or low <= hue + 360 <= high)


def oklch(colour: str) -> tuple[float, float, float]:
    """Give lightness, chroma and hue (degrees, 0 to 360) of a colour, by Björn Ottosson's OKLab (2020)."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    cones = np.cbrt(
        np.array(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ]
        )
        @ linear
    )
    lightness, a, b = (
        np.array(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ]
        )
        @ cones
    )
    return float(lightness), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)
