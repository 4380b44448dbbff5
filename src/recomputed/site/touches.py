"""The figures that answer: a panel of controls for their pages, and the scripts that draw them, without the network."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from recomputed.drawing import touch
from recomputed.drawing.drawings import files_of


@dataclass(frozen=True)
class Panel:
    """What the template of a panel needs, and the script with the data; `key` is "article/figure id"."""

    key: str
    id: str
    title: str
    try_: str
    files: list[str]
    controls: list[dict]
    views: list[dict]
    script: str


def panels(touches: dict[str, dict], touched: dict[str, Any], ledgers: dict[str, dict]) -> dict[str, Panel]:
    """Make every panel by its key; see build.site for the arguments."""
    words = {
        f"{ledger['article']}/{entry['id']}": (entry["title"], entry["touch"]["try"])
        for ledger in ledgers.values()
        for entry in ledger["figures"]
        if "touch" in entry
    }
    return {key: _panel(key, made, touched, *words[key]) for key, made in touches.items()}


def scripts(panels: dict[str, Panel]) -> dict[str, str]:
    """Give the files below touch/ by their place: the library, where there is a panel, and the data of each panel."""
    if not panels:
        return {}
    return {"touch/vega.js": library(), **{f"touch/{key}.js": panel.script for key, panel in panels.items()}}


def library() -> str:
    """Give Vega, Vega-Lite and Vega-Embed as one classic script, of the version that specifications are made for."""
    import altair
    import vl_convert

    version = altair.SCHEMA_VERSION.removeprefix("v").rpartition(".")[0]
    return vl_convert.javascript_bundle(vl_version=version)


def _panel(key: str, made: dict, touched: dict[str, Any], title: str, try_: str) -> Panel:
    module, function = made["draw"].split(":")
    inputs = {
        name: touched[files] if isinstance(files, str) else {path: touched[path] for path in files}
        for name, files in made["data"].items()
    }
    found = getattr(import_module(module), function)(**inputs, **made["settings"])
    controls = [
        {"name": c.name, "label": c.label, "is_list": c.is_list, "texts": touch.texts_of(c)}
        | {"start": c.values.index(c.start)}
        for c in found.controls
    ]
    script = touch.as_script(key, touch.payload(found, key))
    return Panel(key, key.rpartition("/")[2], title, try_, files_of(made), controls, _views(found), script)


def _views(found: touch.Touch) -> list[dict]:
    """Give the alternative text of each chart, and whether it is as wide as its place."""
    return [{"alt": view.alt, "is_wide": view.chart.to_dict().get("width") == "container"} for view in found.views]
