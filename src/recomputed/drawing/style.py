"""The look of every figure, and how it is written: sizes, palette, alt text, the same bytes in every run; no pyplot."""

import textwrap
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine

COLUMN_INCHES = 3.5
WIDE_INCHES = 7.2
FOOTER_LETTERS = 18  # of the footer, in an inch
SMALLEST_POINTS = 7  # of letters but indices: the pages show no figure smaller than drawn, so these have 9 pixels
DPI = 200  # of pictures in pixels, and of every layout: at 100, hinted letters are 5 % narrower than in print

# Okabe and Ito (2008); colour-blind readers can distinguish them. ORANGE and SKY are too light for thin lines on paper;
# they are for areas.
BLUE, VERMILLION, GREEN, PURPLE = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
ORANGE, SKY = "#e69f00", "#56b4e9"
RED = "#d1242f"  # where a text says red: VERMILLION is seen as orange
GOLD = "#b8860b"  # for lines, instead of ORANGE
PALETTE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
PAPER, INK, MUTED, FAINT = "#ffffff", "#1f2328", "#5d6670", "#d8dde3"
PALE = "#b4bcc5"  # of wires in the background, by day and by night
WHITE = "#fefefe"  # white on a picture: a dark page keeps it, where PAPER turns dark
# Behind a label, so that no grid line strikes it.
ON_PAPER = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
SEQUENTIAL, DIVERGING, GREY = "cividis", "RdBu_r", "gray_r"

# The tones of palette colours for text: darker on paper, lighter on a dark page; lines and areas keep their colour.
_WORDS = {
    BLUE: ("#00659e", "#56b4e9"),
    VERMILLION: ("#a84a00", "#f0883e"),
    RED: ("#b3141f", "#ff8f87"),
    GREEN: ("#00724f", "#2fc79b"),
    PURPLE: ("#9c3c72", "#dd9cc0"),
    ORANGE: ("#835900", "#e69f00"),
    SKY: ("#1a6a9c", "#7cc6f0"),
}

# Schemes for more lines than the palette has: line colour -> its tone for text on paper, and for text and lines on a
# dark page. Steps of a setting; four shades of one colour; ten classes, after Tol's muted scheme for colour-blind
# readers with its pale tones darkened.
_STEPS = {
    "#440154": ("#440154", "#d8b8ff"), "#3b528b": ("#3b528b", "#8aa4e6"), "#21918c": ("#1b7f7a", "#2aa8a2"),
    "#2f9e57": ("#247c44", "#57c785"), "#b07d00": ("#8f6500", "#d9a521"), "#c8502b": ("#c04923", "#e8774f"),
}  # fmt: skip
_SHADES = {
    "#e8701a": ("#a34a08", "#cc6b2c"), "#bf4a02": ("#bf4a02", "#e58a4a"), "#852c04": ("#852c04", "#f7bd8a"),
    "#451a00": ("#451a00", "#ffeddc"),
}  # fmt: skip
_CLASSES = {
    "#332288": ("#332288", "#9a8cf5"), "#3d9ccb": ("#20789f", "#88ccee"), "#cc6677": ("#b84a5d", "#f2a0aa"),
    "#117733": ("#117733", "#3fae62"), "#aa4499": ("#aa4499", "#d57fe0"), "#8a8a2b": ("#70701f", "#c3c35a"),
    "#882255": ("#882255", "#e0528f"), "#2f9787": ("#21786b", "#5fd3c1"), MUTED: (MUTED, "#a9b1ba"),
    GOLD: ("#8a6408", "#ddaa33"),
}  # fmt: skip
STEPS, SHADES, CLASSES = tuple(_STEPS), tuple(_SHADES), tuple(_CLASSES)
_SCHEMES = _STEPS | _SHADES | _CLASSES

# The SVG on a dark page: viewers that support the media query swap paper and ink, all others show the light version.
_NIGHT = {PAPER: "#14171c", INK: "#e8eaed", MUTED: "#a9b1ba", FAINT: "#3a4048", PALE: "#58616b"} | dict(_WORDS.values())
_NIGHT |= {tone: night for line, (word, night) in _SCHEMES.items() for tone in (line, word)}

matplotlib.rcdefaults()  # a user's matplotlibrc must not change a figure
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
        "legend.frameon": True,  # paper without an edge, which hides grid lines
        "legend.facecolor": PAPER,
        "legend.edgecolor": "none",
        "legend.framealpha": 1,
        "legend.fancybox": False,
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
    """Make an empty figure with automatic layout; add axes with its `subplots` or `add_subplot`."""
    return Figure(figsize=(width_inches, height_inches), dpi=DPI, layout="constrained")


def words(color: str) -> str:
    """Give the tone of a palette colour for text and thin lines, readable on both pages; give back other colours."""
    return (_WORDS | _SCHEMES).get(color, (color,))[0]


def describe(fig: Figure, *, alt: str, data: str = "", used: str = "") -> Figure:
    """Attach the alt text, whole sentences that say what is seen; print the source of the `data` below the figure.

    used: how much of the data set is in the figure, where that is not all of it.
    """
    fig.set_label(alt)
    if data:
        source = f"Data: {data}; used here: {used}" if used else f"Data: {data}"
        source = textwrap.fill(source, int(FOOTER_LETTERS * fig.get_figwidth()))
        fig.supxlabel(source, x=0.01, ha="left", fontsize=SMALLEST_POINTS, color=MUTED)
    return fig


def with_data_hash(fig: Figure, data_hash: str) -> Figure:
    """Attach the SHA-256 (hex) of the data that `fig` was drawn from."""
    fig.data_hash = data_hash
    return fig


def write(fig: Figure, path: Path) -> None:
    """Save `fig` by the suffix of `path` (svg, pdf, png) with alt text and data hash as metadata, without any date.

    Raises ValueError for a figure without alt text.
    """
    alt = fig.get_label()
    if not alt:
        raise ValueError("a figure needs alt text: call style.describe before returning it")
    _settle(fig)
    source = f"sha256:{getattr(fig, 'data_hash', '')}"
    metadata = {
        ".svg": {"Title": alt, "Source": source, "Date": None},
        ".pdf": {"Subject": alt, "Keywords": source, "CreationDate": None},
        ".png": {"Description": alt, "Source": source},
    }[path.suffix]
    fig.savefig(path, dpi=DPI, metadata=metadata)
    if path.suffix == ".svg":
        path.write_text(_with_night(path.read_text(encoding="utf-8")), encoding="utf-8")


def _settle(fig: Figure) -> None:
    """Lay `fig` out once and round its axes' positions: their last bits vary between runs, and SVG hashes them."""
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
