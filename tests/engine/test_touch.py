"""Figures that answer: what the script of the pages gets, and what is refused."""

import json
import re

import altair as alt
import numpy as np
import pandas as pd
import pytest
import small_touch

from edges import refused
from recomputed.audit.ledger import read
from recomputed.drawing import touch
from recomputed.drawing.drawings import files_of
from recomputed.drawing.touch import Answer, Control, Touch, View, rows
from recomputed.site import touches
from recomputed.workflow import articles

TABLE = pd.DataFrame({"D": [1, 2], "share": [0.123456, np.nan], "list": [[1, 2.5], [np.uint8(3), 4]]})
LEAST_FIGURES = 9  # that the pages promise


def made(control: Control, text: str = "D = {D}: {share:.2f}!") -> dict:
    chart = alt.Chart(rows("table")).mark_point().encode(x="D:Q")
    return touch.payload(Touch([View(chart, "points")], {"table": TABLE}, [control], Answer(TABLE, ["D"], text)), "x")


def test_numbers_are_rounded_and_what_is_no_number_is_null():
    data = made(Control("D", "Dimension", [1, 2], 2))["data"]["table"]
    assert data == {"D": [1, 2], "share": [0.12346, None], "list": [[1, 2.5], [3, 4]]}


def test_sentences_are_those_of_python_s_own_format():
    text = "D = {D}: {share:.2f}!"
    answer = made(Control("D", "Dimension", [1, 2], 2), text)["answer"]
    for cells, row in zip(answer["cells"], TABLE.to_dict("records"), strict=True):
        assert "".join(part + cell for part, cell in zip(answer["parts"], [*cells, ""], strict=True)) == text.format(
            **row
        )


def test_controls_are_signals_of_every_chart_and_their_start_is_a_value():
    spec = made(Control("D", "Dimension", [1, 2], 2))["views"][0]["spec"]
    assert spec["params"] == [{"name": "D", "value": 2}]
    assert "config" not in spec
    refused(lambda: made(Control("D", "Dimension", [1, 2], 3)), "bad start")


def test_values_have_words():
    assert touch.texts_of(Control("D", "D", [1000, 2], 2)) == ["1,000", "2"]
    assert touch.texts_of(Control("D", "D", [1.0, 0.25], 1.0)) == ["1", "0.25"]
    assert touch.texts_of(Control("D", "D", [1, 2], 1, ["one", "two"])) == ["one", "two"]


def test_a_script_holds_json_and_nothing_else():
    script = touch.as_script("a/b", {"text": "γ ≤ 1"})
    assert json.loads(re.fullmatch(r'\(window\.touch \?\?= \{\}\)\["a/b"\] = (.*);\n', script)[1]) == {"text": "γ ≤ 1"}
    with pytest.raises(ValueError, match="JSON"):
        touch.as_script("a/b", {"number": float("nan")})


def test_every_figure_that_answers_can_be_made_says_what_to_try_and_has_an_answer_for_every_position():
    declared, given = small_touch.declared(), small_touch.tables()
    books = {article.name: read(article) for article in articles.find("all")}
    panels = touches.panels(declared, {f: given[f] for one in declared.values() for f in files_of(one)}, books)
    assert len(panels) >= LEAST_FIGURES
    for key, panel in panels.items():
        content = json.loads(panel.script.partition(" = ")[2].rstrip(";\n"))
        values = {control["name"]: control["values"] for control in content["controls"]}
        keys = {tuple(found) for found in content["answer"]["keys"]}
        wanted = [()]
        for name in content["answer"]["on"]:
            wanted = [(*one, value) for one in wanted for value in values[name]]
        assert set(wanted) <= keys, key
        assert panel.try_.endswith("."), key
        assert all(view["alt"].endswith(".") for view in panel.views), key


def test_the_library_is_one_script_that_loads_nothing():
    library = touches.library()
    assert 500_000 < len(library) < 1_200_000
    assert "window.vegaEmbed" in library
    assert not re.search(r"\bimport\s*\(?['\"]", library)
