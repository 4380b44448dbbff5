"""How every figure looks and is written: sizes, palette, alt text, the same bytes on every run. No pyplot state."""

from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine

COLUMN_INCHES = 3.5
WIDE_INCHES = 7.2
DPI = 200  # of pictures in pixels, and of every layout: at 100, hinted letters are 5 % narrower than in print

# Okabe and Ito (2008), told apart by colour-blind readers. ORANGE and SKY are too light for thin lines on paper: areas.
BLUE, VERMILLION, GREEN, PURPLE = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
ORANGE, SKY = "#e69f00", "#56b4e9"
PALETTE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
PAPER, INK, MUTED, FAINT = "#ffffff", "#1f2328", "#5d6670", "#d8dde3"
SEQUENTIAL, DIVERGING, GREY = "cividis", "RdBu_r", "gray_r"

# Palette colours as words take them: darker on paper, lighter on a dark page; lines and areas stay as they are.
_WORDS = {
    BLUE: ("#00659e", "#56b4e9"),
    VERMILLION: ("#a84a00", "#f0883e"),
    GREEN: ("#00724f", "#2fc79b"),
    PURPLE: ("#9c3c72", "#dd9cc0"),
    ORANGE: ("#835900", "#e69f00"),
    SKY: ("#1a6a9c", "#7cc6f0"),
}

# The same SVG on a dark page: viewers that know the media query swap paper and ink, all others show the light one.
_NIGHT = {PAPER: "#14171c", INK: "#e8eaed", MUTED: "#a9b1ba", FAINT: "#3a4048"} | dict(_WORDS.values())

matplotlib.rcParams.update(
    {
        "font.family": "DejaVu Sans",
        "font.size": 8,
        "axes.titlesize": 8.5,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.labelsize": 8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.prop_cycle": matplotlib.cycler(color=PALETTE),
        "patch.edgecolor": INK,  # of arrows; black would be lost on a dark page
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "axes.titlecolor": INK,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "grid.color": FAINT,
        "grid.linewidth": 0.6,
        "figure.facecolor": PAPER,
        "axes.facecolor": PAPER,
        "savefig.facecolor": PAPER,
        "legend.frameon": False,
        "legend.fontsize": 7.5,
        "xtick.labelsize": 7.5,
        "ytick.labelsize": 7.5,
        "lines.linewidth": 1.5,
        "image.cmap": SEQUENTIAL,
        "svg.fonttype": "path",
        "svg.hashsalt": "article-figures",
        "pdf.fonttype": 42,
    }
)


def figure(width_inches: float = WIDE_INCHES, height_inches: float = 3.0) -> Figure:
    """Make an empty figure that lays itself out; add axes with its `subplots` or `add_subplot`."""
    return Figure(figsize=(width_inches, height_inches), dpi=DPI, layout="constrained")


def words(color: str) -> str:
    """Give the tone of a palette colour for text, readable on both pages; any other colour is given back."""
    return _WORDS.get(color, (color,))[0]


def describe(fig: Figure, *, alt: str, data: str = "") -> Figure:
    """Attach the alt text (whole sentences saying what is seen); print the `data` it rests on below the figure."""
    fig.set_label(alt)
    if data:
        fig.supxlabel(f"Data: {data}", x=0.01, ha="left", fontsize=6.5, color=MUTED)
    return fig


def write(fig: Figure, path: Path, data_hash: str = "") -> None:
    """Save `fig` by the suffix of `path` (svg, pdf, png) with alt text and data hash as metadata, without any date.

    Raises ValueError for a figure without alt text.
    """
    alt = fig.get_label()
    if not alt:
        raise ValueError("a figure needs alt text: call style.describe before returning it")
    _settle(fig)
    source = f"sha256:{data_hash}"
    metadata = {
        ".svg": {"Title": alt, "Source": source, "Date": None},
        ".pdf": {"Subject": alt, "Keywords": source, "CreationDate": None},
        ".png": {"Description": alt, "Source": source},
    }[path.suffix]
    fig.savefig(path, dpi=DPI, metadata=metadata)
    if path.suffix == ".svg":
        path.write_text(_with_night(path.read_text(encoding="utf-8")), encoding="utf-8")


def _settle(fig: Figure) -> None:
    """Lay `fig` out once and round where its axes stand: the last bits vary from run to run, and SVG hashes them."""
    if isinstance(fig.get_layout_engine(), PlaceHolderLayoutEngine):
        return
    fig.draw_without_rendering()
    fig.set_layout_engine("none")
    for axes in fig.axes:
        axes.set_position([round(side, 6) for side in axes.get_position(original=True).bounds])


def _with_night(svg: str) -> str:
    rules = "".join(
        f'[style*="{prop}: {light}"]{{{prop}:{dark} !important}}'
        for light, dark in _NIGHT.items()
        for prop in ("fill", "stroke")
    )
    css = f"<style>@media (prefers-color-scheme: dark){{{rules}}}</style>"
    return svg.replace("<defs>", css + "<defs>", 1)
