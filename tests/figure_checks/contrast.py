"""Whether text and lines of a figure show on the light page and on the dark one: contrast as WCAG 2 defines it."""

import numpy as np
from matplotlib.collections import LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.colors import to_hex, to_rgba
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.path import Path
from matplotlib.text import Annotation, Text

from recomputed.drawing import style

ENOUGH, ENOUGH_FOR_LINES = 4.5, 3.0  # WCAG 2, level AA
SOLID = 0.5  # of the page covered; what covers less steps back
THEMES = (("day", False), ("night", True))


def problems(fig) -> list[str]:
    """Name what cannot be read or seen on one of the two pages."""
    return unreadable(fig) + lost(fig)


def unreadable(fig) -> list[str]:
    """Name every text of `fig` whose contrast to what lies under its middle is under ENOUGH, by day or by night.

    Under it lie the page and the filled patches and areas of its own axes, in the order in which they are drawn.
    """
    fig.draw_without_rendering()
    return [
        f"{theme}: {text.get_text()!r} in {to_hex(text.get_color())}, contrast {found:.1f}"
        for text in fig.findobj(lambda artist: isinstance(artist, Text) and artist.get_text() and artist.get_visible())
        for theme, night in THEMES
        if (found := contrast(_seen(text.get_color(), night), _under(text, night))) < ENOUGH
    ]


def lost(fig) -> list[str]:
    """Name every line, marker and arrow whose contrast to the page is under ENOUGH_FOR_LINES, by day or by night.

    What is in style.FAINT or mostly see-through is meant to step back, and paper is a rim. On pictures and in space it
    is not the page that lies under a line.
    """
    return [
        f"{theme}: {kind} in {to_hex(colour)}, contrast {found:.1f}"
        for kind, colour in dict.fromkeys(_strokes(fig))
        for theme, night in THEMES
        if (found := contrast(_seen(colour, night), _seen(style.PAPER, night))) < ENOUGH_FOR_LINES
    ]


def _strokes(fig) -> list[tuple[str, str]]:
    """List what is drawn with a pen as (kind, colour by six digits)."""
    arrows = [note.arrow_patch for note in fig.findobj(Annotation) if note.arrow_patch] + fig.findobj(FancyArrowPatch)
    found = [("an arrow", to_rgba(arrow.get_edgecolor())) for arrow in arrows]
    for ax in fig.axes:
        if not (ax.name == "3d" or ax.images or any(isinstance(artist, QuadMesh) for artist in ax.collections)):
            found += [stroke for artist in ax.lines for stroke in _of_line(artist)]
            found += [stroke for artist in ax.collections for stroke in _of_collection(artist)]
    solid = [(kind, to_hex(colour)) for kind, colour in found if colour[3] >= SOLID]
    return [(kind, colour) for kind, colour in solid if colour not in (style.FAINT, style.PAPER)]


def _of_line(line) -> list[tuple]:
    alpha = line.get_alpha()
    found = [("a line", to_rgba(line.get_color(), alpha))] if line.get_linestyle() != "None" else []
    if line.get_marker() not in ("None", "", None):
        face, edge = to_rgba(line.get_markerfacecolor(), alpha), to_rgba(line.get_markeredgecolor(), alpha)
        found.append(("a marker", _shown(face, edge)))
    return found


def _of_collection(artist) -> list[tuple]:
    if isinstance(artist, LineCollection):
        return [("a line", tuple(colour)) for colour in artist.get_edgecolor()]
    if isinstance(artist, PathCollection):
        edges = artist.get_edgecolor() if len(artist.get_edgecolor()) else artist.get_facecolor()
        return [("a marker", _shown(tuple(face), tuple(edges[0]))) for face in artist.get_facecolor()]
    return []


def _shown(face: tuple, edge: tuple) -> tuple:
    """Give what a marker is seen by: its outline where it is empty."""
    return edge if face[3] == 0 or to_hex(face) == style.PAPER else face


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """Give the contrast ratio of two colours (3,), 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: np.ndarray) -> float:
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def _seen(colour, night: bool) -> np.ndarray:
    """Swap a colour as the dark page does: by its six digits."""
    day = to_hex(colour)
    return np.array(to_rgba(style._NIGHT.get(day, day) if night else day)[:3])


def _under(text: Text, night: bool) -> np.ndarray:
    page = _seen(style.PAPER, night)
    box = text.get_bbox_patch()
    layers = [*(_fills(text) if text.axes else ()), *([box.get_facecolor()] if box else [])]
    for fill in layers:
        page = fill[3] * _seen(fill[:3], night) + (1 - fill[3]) * page
    return page


def _fills(text: Text) -> list:
    """List the fills (r, g, b, alpha) under the middle of `text`, the lowest first; none of those in space."""
    extent = text.get_window_extent()
    middle = (extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2
    artists = sorted(text.axes.get_children(), key=lambda artist: artist.get_zorder())
    return [
        fill
        for artist in artists
        if artist is not text.axes.patch and artist.get_visible()
        for path, fill in _areas(artist)
        if _holds(path, artist.get_transform(), middle)
    ]


def _holds(path: Path, transform, point: tuple[float, float]) -> bool:
    """Whether `point` lies in a path, and not in a hole of it."""
    return sum(Path(outline).contains_point(point) for outline in transform.transform_path(path).to_polygons()) % 2 == 1


def _areas(artist) -> list[tuple]:
    if isinstance(artist, Patch):
        return [(artist.get_path(), artist.get_facecolor())] if artist.get_fill() else []
    if isinstance(artist, PolyCollection) and artist.axes.name != "3d" and len(artist.get_facecolor()):
        return [(path, artist.get_facecolor()[0]) for path in artist.get_paths()]
    return []
