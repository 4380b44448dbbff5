"""The figures of a build, drawn again from its tables, and everything in them that cannot be read as it should."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import yaml
from matplotlib.figure import Figure

from figure_checks import colour_words, contrast, layout, panels, weight
from figure_checks.drawn import drawing
from recomputed.audit import ledger
from recomputed.drawing.drawings import drawings
from recomputed.results import store
from recomputed.workflow import settings


def entries(folder: Path, *over: str) -> Iterator[tuple[dict, dict]]:
    """List each figure of the ledgers, with its drawing.

    folder: a copy of the project, whose settings count; over: files of settings in it that are laid over config.yaml.
    """
    config: dict = {}
    for file in ("config.yaml", *over):
        settings.lay_over(config, yaml.safe_load((folder / file).read_text(encoding="utf-8")))
    for article in settings.complete(config):
        declared = ledger.read(article)
        grouped = drawings(declared, config.get(article.name, {}))
        found = {name: drawing for module in grouped.values() for name, drawing in module.items()}
        for entry in declared["figures"]:
            yield entry, found[entry["id"].replace("-", "_")]


def draw(folder: Path, drawing: dict) -> Figure:
    """Draw a figure from the tables in `folder`/results."""
    module, function = drawing["draw"].split(":")
    inputs = {
        name: store.load(folder / files)
        if isinstance(files, str)
        else {path: store.load(folder / path) for path in files}
        for name, files in drawing["data"].items()
    }
    return getattr(import_module(module), function)(**inputs, **drawing["settings"])


def problems(fig: Figure, words: str = "") -> list[str]:
    """Name what is wrong with a figure whose title and caption are `words`."""
    found = drawing(fig)
    in_space = any(ax.name == "3d" for ax in fig.axes)  # where a grid fills the background
    return [
        *layout.small(fig),
        *layout.outside(found),
        *layout.on_texts(found),
        *layout.struck(found, faint=not in_space),
        *panels.covered(fig, found),
        *panels.past_hundred(fig),
        *panels.unlike(fig),
        *colour_words.unseen(found, f"{words} {fig.get_label()}"),
        *contrast.problems(fig),
        *weight.heavy(fig),
    ]
