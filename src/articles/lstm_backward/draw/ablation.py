"""Figure of section 3: what the LSTM loses when one of its parts is removed or changed."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

TITLES = {"adding": "Adding", "reset": "Reset", "mnist": "Digits", "all tasks": "Mean of the tasks"}
TWO_LINES = {"coupled input and forget gate": "coupled input\nand forget gate"}
COLOURS = {"worse": style.VERMILLION, "better": style.GREEN, "not told apart": style.MUTED}


def drops(variants: pd.DataFrame, seeds: pd.DataFrame, images: int, test_images: int) -> Figure:
    """Draw the drops of the variants, one panel per task, with intervals and single seeds; see compute.ablation."""
    tasks = list(dict.fromkeys(variants["task"]))
    mean = variants[variants["task"] == "all tasks"].sort_values("drop_decades")
    place = {variant: n for n, variant in enumerate(mean["variant"])}
    fig = style.figure(style.WIDE_INCHES, 3.3)
    axes = fig.subplots(1, len(tasks), sharey=True)
    for ax, task in zip(axes, tasks, strict=True):
        single = seeds[seeds["task"] == task]
        ax.axvline(0, color=style.INK, lw=0.8)
        spread = 0.12 * np.sin(2.4 * single["seed"])  # separates the dots, in the same way in every run
        ax.plot(single["drop_decades"], single["variant"].map(place) + spread, ".", color=style.INK, ms=2, alpha=0.35)
        for row in variants[variants["task"] == task].to_dict("records"):
            colour = COLOURS[row["verdict"]]
            face = "white" if row["verdict"] == "not told apart" else colour
            ax.errorbar(
                row["drop_decades"], place[row["variant"]], xerr=row["drop_decades_halfwidth"], fmt="o", ms=4.5,
                color=colour, mfc=face, lw=1.4,
            )  # fmt: skip
        ax.set(title=TITLES[task], xlabel="drop (decades of loss)")
    axes[0].set_yticks(list(place.values()), [TWO_LINES.get(variant, variant) for variant in place])
    summaries = ", ".join(f"{row['variant']} {row['drop_decades']:+.2f}" for row in mean[::-1].to_dict("records"))
    return style.describe(
        fig,
        alt=f"{len(tasks)} panels, a task each and their mean, of the drop of {len(mean)} variants of the LSTM against "
        f"the vanilla one, with intervals, {mean['seeds'].iloc[0]} seeds each. Mean drop in decades of loss, from the "
        f"worst: {summaries}.",
        data=str(mean["data"].iloc[0]),
        used=f"up to {images:,} for training and {test_images:,} for the test",
    )
