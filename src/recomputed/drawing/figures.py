"""Draw the figures that a ledger declares; one job draws all figures of a module."""

from importlib import import_module
from typing import Any

from matplotlib.figure import Figure

from recomputed.drawing import style
from recomputed.results.store import fingerprint


def draw(figures: dict[str, dict], data: dict[str, Any]) -> dict[str, Figure]:
    """Draw each of `figures` from `data` (path -> content); give name -> figure.

    figures: name -> `draw` (module:function), `data` (argument -> path or list of paths) and `settings` (argument ->
    value). For a list of paths the function gets a dict path -> content. Each figure carries the hash of its files.
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
    return style.with_data_hash(figure, fingerprint(used))
