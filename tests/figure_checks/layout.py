"""Whether a figure can be read: its texts lie on the canvas, apart from each other, from lines and from legends."""

from itertools import combinations

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from figure_checks.drawn import Drawing, Mark
from recomputed.drawing import style

SLACK = 1.5  # pixels of 1/200 inch: letters stay inside their boxes by about this
HAIR = 0.4  # points; thinner lines are the mesh of a surface in space
SOLID = 0.85  # a fill that covers at least so much hides what lies under it


def small(fig: Figure) -> list[str]:
    """Name every text with letters too small for the pages; indices and exponents are smaller by their nature."""
    return [
        f"{text.get_text()!r} has {text.get_fontsize():g} of at least {style.SMALLEST_POINTS} points"
        for text in fig.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text.get_fontsize() < style.SMALLEST_POINTS
    ]


def outside(drawing: Drawing) -> list[str]:
    """Name every text that is not wholly on the canvas."""
    canvas = Bbox([[-SLACK, -SLACK], np.add(drawing.size, SLACK)])
    return [
        f"{mark.text!r} leaves the canvas"
        for _, mark in drawing.texts
        if not all(canvas.contains(*corner) for corner in mark.path.vertices)
    ]


def on_texts(drawing: Drawing) -> list[str]:
    """Name every pair of texts that overlap; lines of one text do not count."""
    texts = [(mark, _inner(mark)) for _, mark in drawing.texts]
    return [
        f"{one.text!r} lies on {other.text!r}"
        for (one, box), (other, other_box) in combinations(texts, 2)
        if one.owner != other.owner and box.intersects_path(other_box)
    ]


def struck(drawing: Drawing, *, faint: bool = True) -> list[str]:
    """Name every text that a line or the edge of a marker crosses, of all that can be seen around it.

    What lies under an opaque fill that holds the whole text is hidden. faint: whether grid lines count.
    """
    found = []
    for place, text in drawing.texts:
        box = _inner(text)
        for mark in _around(drawing, place, text):
            colour = mark.line or mark.fill
            if (faint or to_hex(colour) != style.FAINT) and _crosses(mark, box):
                found.append(f"{text.text!r} is struck by a line in {to_hex(colour)} ({'/'.join(mark.groups[-2:])})")
                break
    return found


def _around(drawing: Drawing, place: int, text: Mark) -> list[Mark]:
    """List the strokes that may cross the text at `place`: those after the last fill that hides all before."""
    first = 0
    for n in range(place):
        fill = drawing.marks[n].fill
        if not drawing.marks[n].text and fill and fill[3] >= SOLID and _holds(drawing.marks[n], text):
            first = n + 1
    return [
        mark
        for mark in drawing.marks[first:]
        if not mark.text and mark.line and mark.line[3] > 0.3 and mark.width > HAIR
    ]


def _holds(mark: Mark, text: Mark) -> bool:
    extents, wanted = mark.extents, text.extents
    if not (extents.contains(*wanted.min) and extents.contains(*wanted.max)):
        return False
    return all(Path(polygon).contains_points(text.path.vertices).all() for polygon in mark.path.to_polygons()[:1])


def _crosses(mark: Mark, box: Path) -> bool:
    """Whether the outline of a mark passes through a box; an outline around the whole box does not."""
    if not _near(mark.extents, box.get_extents()):
        return False
    if mark.clip is not None:
        seen = Bbox.intersection(mark.clip, box.get_extents())
        if seen is None:
            return False
        if seen.width < box.get_extents().width or seen.height < box.get_extents().height:
            box = Path(seen.corners()[[0, 1, 3, 2, 0]])
    return mark.path.intersects_path(box, filled=False) or _inside(mark.path, box)


def _near(one: Bbox, other: Bbox) -> bool:
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.y0 <= other.y1 and other.y0 <= one.y1


def _inside(path: Path, box: Path) -> bool:
    return bool(Path(np.vstack([box.vertices, box.vertices[:1]])).contains_points(path.vertices).any())


def _inner(mark: Mark) -> Path:
    """Give the closed outline of a text, smaller by SLACK on every side."""
    corners = mark.path.vertices
    middle = corners.mean(axis=0)
    across, up = corners[1] - corners[0], corners[3] - corners[0]
    shrunk = []
    for corner in corners:
        moved = corner - middle
        for side in (across, up):
            length = max(np.hypot(*side), 1e-9)
            moved = moved - np.sign(moved @ side) * min(SLACK, 0.4 * length) * side / length
        shrunk.append(middle + moved)
    return Path([*shrunk, shrunk[0]])
