"""Figures that answer: charts with controls, and one sentence that says what is seen, as data for the pages' script."""

import json
from dataclasses import dataclass
from string import Formatter
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from recomputed.errors import BadInput

DIGITS = 5  # significant digits of the numbers that are drawn


@dataclass(frozen=True)
class Control:
    """A slider over `values`, or a list to choose from; charts read it by `name`, `shown` are its values in words."""

    name: str
    label: str
    values: list
    start: Any
    shown: list[str] | None = None
    is_list: bool = False


@dataclass(frozen=True)
class Answer:
    """A sentence for each row of `table`: `text` has columns in braces, `on` the controls that choose the row."""

    table: pd.DataFrame
    on: list[str]
    text: str


@dataclass(frozen=True)
class View:
    """A chart and its alternative text."""

    chart: alt.TopLevelMixin
    alt: str


@dataclass(frozen=True)
class Touch:
    """Views side by side over tables `data` (name -> rows), moved by `controls`; `answer` says what is seen."""

    views: list[View]
    data: dict[str, pd.DataFrame]
    controls: list[Control]
    answer: Answer


def rows(name: str) -> alt.NamedData:
    """Name one of the tables of a Touch as the data of a chart."""
    return alt.NamedData(name=name)


def wide(chart: alt.TopLevelMixin, height: int = 280) -> alt.TopLevelMixin:
    """Let `chart` be as wide as its place on the page, and `height` pixels high."""
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return chart.properties(width="container", height=height, autosize=fit)


def square(chart: alt.TopLevelMixin, pixels: int = 300) -> alt.TopLevelMixin:
    """Give `chart` the same scale on both axes, as far as their ranges are equally long."""
    return chart.properties(width=pixels, height=pixels)


def payload(touch: Touch, where: str) -> dict:
    """Give what the script needs, ready for JSON; raise BadInput, naming `where`, for a start that is no value."""
    for control in touch.controls:
        if control.start not in control.values:
            expected = f"one of {control.values}"
            raise BadInput(
                "bad start", where=f"{where}: {control.name}", expected=expected, found=control.start, do="change it"
            )
    signals = [{"name": control.name, "value": _plain(control.start)} for control in touch.controls]
    return {
        "views": [{"alt": view.alt, "spec": _spec(view.chart, signals)} for view in touch.views],
        "data": {name: _columns(table) for name, table in touch.data.items()},
        "controls": [
            {"name": control.name, "values": [_plain(value) for value in control.values]} for control in touch.controls
        ],
        "answer": _answer(touch.answer),
    }


def as_script(key: str, content: dict) -> str:
    """Give a classic script that holds `content`: pages opened from disk can load nothing else."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"(window.touch ??= {{}})[{json.dumps(key)}] = {text};\n"


def texts_of(control: Control) -> list[str]:
    """Give the words for each value of `control`."""
    return control.shown or [
        f"{v:,}" if isinstance(v, int) else f"{v:g}" if isinstance(v, float) else str(v) for v in control.values
    ]


def _spec(chart: alt.TopLevelMixin, signals: list[dict]) -> dict:
    spec = chart.to_dict()
    spec.pop("config", None)  # the pages have one for all
    return spec | {"params": [*signals, *spec.get("params", [])]}


def _columns(table: pd.DataFrame) -> dict[str, list]:
    return {str(name): [_plain(cell) for cell in table[name]] for name in table.columns}


def _answer(answer: Answer) -> dict:
    parts = list(Formatter().parse(answer.text))
    fields = [(name, form or "") for _, name, form, _ in parts if name is not None]
    cells = [[format(row[name], form) for name, form in fields] for row in answer.table.to_dict("records")]
    keys = [[_plain(row[name]) for name in answer.on] for row in answer.table.to_dict("records")]
    return {"on": answer.on, "keys": keys, "cells": cells, "parts": _between(parts)}


def _between(parts: list[tuple]) -> list[str]:
    """Give the texts before, between and after the fields of a format."""
    texts = [literal for literal, *_ in parts]
    return texts if parts[-1][1] is None else [*texts, ""]


def _plain(value: Any) -> Any:
    """Give a number as JSON has it, with DIGITS digits; NaN as null; lists element by element."""
    if isinstance(value, np.ndarray | list | tuple):
        return [_plain(cell) for cell in value]
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return None if not np.isfinite(value) else float(f"{value:.{DIGITS}g}")
    return str(value)
