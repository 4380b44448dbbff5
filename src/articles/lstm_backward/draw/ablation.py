"""Figures of section 3: what the LSTM loses when one of its parts is removed or changed."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from articles.lstm_backward.draw.cells import title, used
from recomputed.drawing import style

TWO_LINES = {"coupled input and forget gate": "coupled input\nand forget gate"}
MARKS = ("o", "D", "s", "^")  # of the conditions
COLOURS = {"worse": style.VERMILLION, "better": style.GREEN, "not told apart": style.MUTED}


def drops(variants: pd.DataFrame, seeds: pd.DataFrame, scores: pd.DataFrame) -> Figure:
    """Draw the drops of the variants in ranks, one panel per task on the same axis; see compute.ablation."""
    tasks = list(dict.fromkeys(variants["task"]))
    whole = variants[variants["task"] == "all tasks"].sort_values("drop_ranks")
    place = {variant: n for n, variant in enumerate(whole["variant"])}
    fig = style.figure(style.WIDE_INCHES, 3.1)
    axes = fig.subplots(1, len(tasks), sharey=True, sharex=True)
    for ax, task in zip(axes, tasks, strict=True):
        single = seeds[seeds["task"] == task]
        ax.axvline(0, color=style.INK, lw=0.8)
        spread = 0.14 * np.sin(2.4 * single["seed"])  # separates the dots, in the same way in every run
        ax.plot(single["drop_ranks"], single["variant"].map(place) + spread, ".", color=style.INK, ms=2, alpha=0.3)
        for row in variants[variants["task"] == task].to_dict("records"):
            colour = COLOURS[row["verdict"]]
            middle = row["drop_ranks"]
            arms = [[middle - row["drop_ranks_low"]], [row["drop_ranks_high"] - middle]]
            face = "white" if row["verdict"] == "not told apart" else colour
            ax.errorbar(middle, place[row["variant"]], xerr=arms, fmt="o", ms=4.5, color=colour, mfc=face, lw=1.4)
        ax.set_title(title(task).replace(", ", ",\n").replace(" by ", "\nby "))
    axes[len(tasks) // 2].set_xlabel("places lost among the nine LSTM cells")
    axes[0].set_xlim(-9, 9)
    axes[0].set_xticks([-8, -4, 0, 4, 8])
    axes[0].set_yticks(list(place.values()), [TWO_LINES.get(variant, variant) for variant in place])
    summaries = ", ".join(f"{row['variant']} {row['drop_ranks']:+.1f}" for row in whole[::-1].to_dict("records"))
    return style.describe(
        fig,
        alt=f"{len(tasks)} panels, a task each and all of them, of the places that {len(whole)} variants of the LSTM "
        f"lose against the vanilla one, with intervals, {whole['seeds'].iloc[0]} seeds each. Median over all "
        f"tasks, from the worst: {summaries}.",
        **used(scores),
    )


def conditions(variants: pd.DataFrame, scores: pd.DataFrame) -> Figure:
    """Draw the drops over all tasks, one mark for each condition; variants: of compute.conditions."""
    whole = variants[variants["task"] == "all tasks"]
    names = list(dict.fromkeys(whole["condition"]))
    order = whole[whole["condition"] == names[0]].sort_values("drop_ranks")["variant"]
    place = {variant: n for n, variant in enumerate(order)}
    fig = style.figure(style.WIDE_INCHES, 4.4)
    ax = fig.subplots()
    ax.axvline(0, color=style.INK, lw=0.8)
    for n, (name, mark) in enumerate(zip(names, MARKS, strict=True)):
        rows = whole[whole["condition"] == name]
        for row in rows.to_dict("records"):
            height, colour = place[row["variant"]] + 0.2 * (1.5 - n), COLOURS[row["verdict"]]
            ax.plot([row["drop_ranks_low"], row["drop_ranks_high"]], [height] * 2, color=colour, lw=1.4)
            face = "white" if row["verdict"] == "not told apart" else colour
            ax.plot(row["drop_ranks"], height, mark, ms=5, color=colour, mfc=face)
        ax.plot([], [], mark, ms=5, color=style.INK, mfc="white", ls="", label=f"{name}, {rows['seeds'].iloc[0]} nets")
    ax.set_yticks(list(place.values()), list(place))
    ax.set_xlabel("places lost among the nine LSTM cells, over all tasks")
    fig.legend(loc="outside upper center", ncols=2)
    said = ", ".join(f"{row.variant} {row.drop_ranks:+.1f} ({row.condition})" for row in whole.itertuples())
    return style.describe(
        fig,
        alt=f"Places that {len(place)} variants of the LSTM lose against the vanilla one, medians with intervals, "
        f"under {len(names)} conditions: {said}.",
        **used(scores),
    )
