"""What a figure draws, in order and in pixels: every text with its outline, every line and every fill."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from recomputed.drawing import style


@dataclass(frozen=True)
class Mark:
    """A path or a text as it is drawn: in pixels, colours as (r, g, b, alpha) or None, groups of the renderer."""

    path: Path
    line: tuple | None
    fill: tuple | None
    groups: tuple[str, ...]
    text: str = ""
    owner: int = 0  # the same for the lines of one text
    width: float = 0.0  # of the line, in points
    clip: Bbox | None = None  # only what lies in it is seen

    @cached_property
    def extents(self) -> Bbox:
        """Give the box around the path."""
        return self.path.get_extents()


@dataclass
class Drawing:
    """All marks of a figure in the order in which they are drawn, and the size of its canvas in pixels."""

    size: tuple[float, float]
    marks: list[Mark] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)  # colours in images, by six digits

    @property
    def texts(self) -> list[tuple[int, Mark]]:
        """The texts with their places in the order."""
        return [(place, mark) for place, mark in enumerate(self.marks) if mark.text]


def drawing(fig: Figure) -> Drawing:
    """Lay `fig` out as it is written and list what it draws."""
    style._settle(fig)
    recorder = _Recorder(*fig.canvas.get_width_height(physical=True), fig.dpi)
    fig.draw(recorder)
    return recorder.drawing


class _Recorder(RendererAgg):
    """A renderer that notes each path and each text instead of colouring pixels."""

    def __init__(self, width: float, height: float, dpi: float):
        super().__init__(width, height, dpi)
        self.drawing, self.open = Drawing((width, height)), []
        # Those of Agg are set on the object and would go past the methods below.
        self.draw_path = self._path
        self.draw_markers = lambda *args: RendererBase.draw_markers(self, *args)
        self.draw_path_collection = lambda *args, **more: RendererBase.draw_path_collection(self, *args, **more)
        self.draw_image = self._image
        self.draw_quad_mesh = self.draw_gouraud_triangles = lambda *args, **more: None

    def open_group(self, s, gid=None):
        self.open.append(s)

    def close_group(self, s):
        self.open.pop()

    def _path(self, gc, path, transform, rgbFace=None):
        if gc.get_alpha() == 0:
            return
        path = transform.transform_path(path).cleaned(remove_nans=True, curves=False)
        alpha = gc.get_alpha() if gc.get_forced_alpha() else None
        clip = gc.get_clip_rectangle()
        line = (*gc.get_rgb()[:3], gc.get_alpha() if alpha is None else alpha) if gc.get_linewidth() > 0 else None
        fill = None if rgbFace is None else (*rgbFace[:3], alpha or (rgbFace[3] if len(rgbFace) > 3 else 1.0))
        if len(path.vertices) and ((line and line[3]) or (fill and fill[3])):
            seen = None if clip is None else Bbox(clip.get_points())
            self.drawing.marks.append(Mark(path, line, fill, tuple(self.open), width=gc.get_linewidth(), clip=seen))

    def _image(self, gc, x, y, im, transform=None):
        seen = np.unique(im[::7, ::7].reshape(-1, im.shape[-1])[:, :3], axis=0)
        self.drawing.pictures.update(to_hex(colour / 255) for colour in seen[:: max(1, len(seen) // 200)])

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        if not s.strip():
            return
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
        corners = np.array([[0, -descent], [width, -descent], [width, height - descent], [0, height - descent]])
        turn = np.radians(angle)
        turned = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        box = Path(np.add(turned, (x, self.height - y)), closed=False)
        colour = (*gc.get_rgb()[:3], gc.get_alpha())
        self.drawing.marks.append(Mark(box, None, colour, tuple(self.open), s, id(mtext)))

    draw_mathtext = draw_text


def hexes(mark: Mark) -> list[str]:
    """List the colours of a mark by six digits."""
    return [to_hex(colour) for colour in (mark.line, mark.fill) if colour and colour[3] > 0]
