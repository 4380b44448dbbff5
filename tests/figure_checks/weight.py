"""Whether the file of a figure is small enough for a page with many figures on a phone."""

from io import BytesIO

from matplotlib.figure import Figure

from recomputed.drawing import style

MOST_KB = 400


def heavy(fig: Figure) -> list[str]:
    """Name the size of the SVG of a figure if it is larger than MOST_KB."""
    file = BytesIO()
    style._settle(fig)
    fig.savefig(file, format="svg", dpi=style.DPI)
    kb = len(file.getvalue()) / 1000
    do = "rasterize what has thousands of parts, or draw fewer"
    return [f"the SVG has {kb:.0f} kB of at most {MOST_KB}: {do}"] if kb > MOST_KB else []
