"""Every figure can be read: its texts, its panels, its legends and the colours that its caption names.

The figures are drawn again from the tables of the last build, in results/ or in the folder that the variable BUILD
names; without a build only the measures are tested, on figures with one fault each.
"""

import os
import warnings
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from figure_checks import colour_words, layout, panels, weight
from figure_checks.drawn import drawing
from figure_checks.figures import draw, entries, problems
from recomputed.drawing import style

BUILD = Path(os.environ.get("BUILD") or Path(__file__).parents[2])
ENTRIES = {entry["id"] + "/" + item["draw"]: (entry, item) for entry, item in entries(BUILD)}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_figure_of_the_last_build_can_be_read(name):
    entry, item = ENTRIES[name]
    files = [path for data in item["data"].values() for path in ([data] if isinstance(data, str) else data)]
    if missing := [path for path in files if not (BUILD / path).is_file()]:
        warnings.warn(f"not built, so not measured: {missing[0]}", stacklevel=1)
        pytest.skip("no build: run make")
    try:
        fig = draw(BUILD, item)
    except KeyError as column:  # an end-to-end test draws from tables that are surely those of this version
        warnings.warn(f"the tables are of another version: no {column}; run make", stacklevel=1)
        pytest.skip("an older build: run make")
    assert problems(fig, f"{entry['title']} {entry['caption']}") == []


def plot(**look) -> tuple[Figure, object]:
    """A plain figure with one line from corner to corner."""
    fig = style.figure(4, 3)
    ax = fig.add_subplot()
    ax.plot([0, 1], [0, 1], **look)
    return fig, ax


def test_a_text_that_leaves_the_canvas_is_found():
    fig, ax = plot()
    ax.text(0.1, 0.8, "inside")
    assert layout.outside(drawing(fig)) == []
    fig, ax = plot()
    ax.text(1.2, 0.5, "far too long for this place").set_in_layout(False)
    assert layout.outside(drawing(fig)) == ["'far too long for this place' leaves the canvas"]


def test_a_text_with_small_letters_is_found():
    fig, ax = plot()
    ax.set_title("large enough")
    assert layout.small(fig) == []
    ax.text(0.1, 0.8, "too small", fontsize=6.5)
    assert layout.small(fig) == ["'too small' has 6.5 of at least 7 points"]


def test_a_figure_with_thousands_of_parts_is_found_unless_they_are_a_picture():
    for picture, found in ((False, True), (True, False)):
        fig, ax = plot()
        ax.scatter(np.linspace(0, 1, 9000), np.linspace(0, 1, 9000), s=np.linspace(1, 9, 9000), rasterized=picture)
        assert bool(weight.heavy(fig)) == found


@pytest.mark.parametrize(("shift", "overlap"), [(0.0, True), (0.02, True), (0.3, False)])
def test_overlapping_texts_are_found_and_lines_of_one_text_are_not(shift, overlap):
    fig, ax = plot()
    ax.text(0.5, 0.3, "one\nand its second line")
    ax.text(0.5, 0.3 - shift, "other")
    assert bool(layout.on_texts(drawing(fig))) == overlap


@pytest.mark.parametrize("rotation", [0, 30, 90])
def test_a_line_through_a_text_is_found_unless_paper_lies_between(rotation):
    for box, found in ((None, True), (style.ON_PAPER, False)):
        fig, ax = plot()
        ax.text(0.5, 0.5, "on the line", ha="center", va="center", rotation=rotation, bbox=box)
        assert bool(layout.struck(drawing(fig))) == found
    fig, ax = plot()
    ax.text(0.2, 0.75, "above it", rotation=rotation)
    assert layout.struck(drawing(fig)) == []


def test_a_label_on_a_grid_line_is_found_but_in_space():
    fig, ax = plot()
    ax.grid(axis="y")
    ax.set_yticks([0, 0.8])
    ax.text(0.1, 0.8, "here", va="center")
    assert layout.struck(drawing(fig)) == ["'here' is struck by a line in #d8dde3 (ytick/line2d)"]
    assert layout.struck(drawing(fig), faint=False) == []


def test_a_line_that_is_cut_off_before_a_text_does_not_strike_it():
    fig, ax = plot()
    ax.plot([0, 3], [0.2, 0.2])
    ax.set_xlim(0, 1)
    ax.text(1.02, 0.2, "label", va="center")
    assert layout.struck(drawing(fig)) == []


def test_a_legend_on_data_is_found():
    for place, found in (("center", True), ("upper left", False)):
        fig, ax = plot(label="line")
        ax.legend(loc=place)
        assert bool(panels.covered(fig, drawing(fig))) == found


def test_an_axis_of_shares_ends_at_a_hundred():
    fig, ax = plot()
    ax.set(ylim=(0, 132), ylabel="share [%]")
    assert panels.past_hundred(fig) == ["y axis 'share [%]' reaches from 0 to 132 %"]
    ax.spines["left"].set_bounds(0, 100)
    assert panels.past_hundred(fig) == []


def test_panels_with_unlike_scales_must_say_so():
    fig = style.figure()
    axes = fig.subplots(1, 3)
    for ax, top in zip(axes, (1, 1, 7), strict=True):
        ax.set(ylim=(0, top), xlabel="D")
    axes[0].set_ylabel("density")
    assert len(panels.unlike(fig)) == 2
    axes[2].set_ylabel("density, own scale")
    assert panels.unlike(fig) == []


@pytest.mark.parametrize(
    ("colour", "named"),
    [
        (style.RED, "red"), (style.VERMILLION, "orange"), (style.ORANGE, "orange"), (style.BLUE, "blue"),
        (style.SKY, "blue"), (style.GREEN, "green"), (style.PURPLE, "purple"), (style.GOLD, "golden"),
        (style.MUTED, "grey"), ("#8c5a2b", "brown"),
    ],
)  # fmt: skip
def test_a_colour_has_its_name_and_no_other(colour, named):
    fig = Figure()
    fig.add_artist(style.matplotlib.lines.Line2D([0, 1], [0, 1], color=colour))
    fig.patch.set_visible(False)
    others = {"red", "blue", "green", "purple", "grey"} - {named}
    assert colour_words.unseen(drawing(fig), f"a {named} line") == []
    assert len(colour_words.unseen(drawing(fig), " ".join(sorted(others)))) == 2 * len(others)


def test_ink_is_black_by_day_only_and_names_of_things_are_no_colours():
    fig, _ = plot(color=style.INK)
    assert colour_words.unseen(drawing(fig), "a black line") == ["'black' is named, and not drawn by night"]
    assert colour_words.unseen(drawing(fig), "grey levels of a black box, reduced") == []


def test_lightness_chroma_and_hue_of_red_are_those_of_its_author():
    assert np.allclose(colour_words.oklch("#ff0000"), (0.62796, 0.25768, 29.234), atol=1e-3)
