"""Draw the figures that a ledger declares, all of one module in one job."""

from importlib import import_module
from typing import Any

from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.results.store import fingerprint


def draw(figures: dict[str, dict], data: dict[str, Any]) -> dict[str, Figure]:
    """Draw each of `figures` from `data`, path -> content.

    figures: name -> `draw` (module:function), `data` (argument -> path, or list of paths, given as a dict by path) and
    `settings` (argument -> value). Each figure carries the hash of the files that it was drawn from.
    """
    return {name: _drawn(entry, data) for name, entry in figures.items()}


def _drawn(entry: dict, data: dict[str, Any]) -> Figure:
    module, function = entry["draw"].split(":")
    inputs = {
        name: data[files] if isinstance(files, str) else {path: data[path] for path in files}
        for name, files in entry["data"].items()
    }
    figure = getattr(import_module(module), function)(**inputs, **entry["settings"])
    used = [path for files in entry["data"].values() for path in ([files] if isinstance(files, str) else files)]
    return style.rest_on(figure, fingerprint(used))
