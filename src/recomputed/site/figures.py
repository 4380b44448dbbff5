"""The metadata in the SVG file of a figure: alt text, data hash, size."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from recomputed.errors import BadInput

PIXELS_PER_POINT = 4 / 3
NAMES = {"dc": "http://purl.org/dc/elements/1.1/"}


@dataclass(frozen=True)
class Described:
    """The alt text, the SHA-256 of the data (hex) and the size in CSS pixels."""

    alt: str
    data_hash: str
    width_px: int
    height_px: int


def describe(svg: bytes, where: str) -> Described:
    """Read the metadata that drawing.style.write put into `svg`; raise BadInput, naming `where`, without it."""
    root = ElementTree.fromstring(svg)
    alt, source = root.findtext(".//dc:title", None, NAMES), root.findtext(".//dc:source", None, NAMES)
    if not alt or not source:
        raise BadInput(
            "figure without metadata", where=where, expected="title and source", found=alt, do="draw it again"
        )
    width, height = (
        round(float(re.sub(r"pt$", "", root.get(side, "0"))) * PIXELS_PER_POINT) for side in ("width", "height")
    )
    return Described(alt, source.removeprefix("sha256:"), width, height)
