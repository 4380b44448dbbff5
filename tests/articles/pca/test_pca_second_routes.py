"""The second routes to the numbers of the marks give those of the first; the print is the same in both places."""

import pandas as pd
import pytest

from articles.pca.compute import factors, marks_statistics, second_routes, thresholds
from recomputed.audit import ledger, printed
from recomputed.workflow import strict_yaml
from recomputed.workflow.articles import find


def test_the_second_routes_of_the_marks_give_the_numbers_of_the_first():
    subjects, vectors = ["japanese", "math", "english"], [["1", "0", "0"], ["0", "0", "1"], ["0", "1", "0"]]
    table = pd.DataFrame(
        {"student": [1, 2, 3, 4, 5]} | {"japanese": [50, 61, 58, 47, 70], "math": [62, 60, 75, 49, 71]}
    )
    table["english"] = [67, 70, 71, 60, 75]
    ranges = {name: [0.5, 2] for name in ("weight_ratio", "sd_marks", "percent", "kept_percent", "lost_percent")}
    routes = second_routes.marks_second_routes(table, subjects, vectors, ranges)
    value = routes.set_index(["quantity", "first", "second"]).value
    for row in marks_statistics.statistics(table).itertuples():
        assert value[row.statistic, row.first, row.second] == pytest.approx(row.value, rel=1e-12)
    found = factors.axes(
        table, subjects, [["2.0", "0.5", "0.1"], ["0.5", "3.0", "0.2"], ["0.1", "0.2", "1.0"]], vectors
    )
    for row in found["eigen"][found["eigen"].source == "exact"].itertuples():
        for name in ("eigenvalue", "ratio", "sd_marks", "weight_ratio"):
            assert value[name, row.factor, ""] == pytest.approx(getattr(row, name), rel=1e-9)
    for row in found["vectors"][found["vectors"].source == "exact"].itertuples():
        assert value["weight", row.factor, row.subject] == pytest.approx(row.weight, rel=1e-9)
    assert value["determinant of U", "", ""] == -1
    for row in thresholds.marks_thresholds(table, subjects, ranges).itertuples():
        other = value[f"{row.measure} over threshold", row.factor, f"{row.threshold:g}"]
        assert other == pytest.approx(row.over_threshold, abs=1e-9)


def test_what_config_says_is_printed_of_the_marks_is_what_the_ledger_says():
    (article,) = find(["pca"])
    marks = strict_yaml.parse(article.settings.read_text(encoding="utf-8"))["marks"]
    claims = [entry for entry in ledger.read(article)["claims"] if entry["kind"] == "value" and "evidence" in entry]

    def the_one(**row):
        return next(c for c in claims if row.items() <= c["evidence"].get("row", {}).items())

    assert the_one(statistic="mean")["published"] == marks["means"]
    covariances = the_one(statistic="covariance")
    subjects, row, matrix = marks["subjects"], covariances["evidence"]["row"], marks["covariance"]
    pairs = [(subjects.index(a), subjects.index(b)) for a, b in zip(row["first"], row["second"], strict=True)]
    assert covariances["published"] == [matrix[a][b] for a, b in pairs] == [matrix[b][a] for a, b in pairs]
    for name, vector in zip(("xi", "eta", "zeta"), marks["vectors"], strict=True):
        entry = the_one(source="exact", factor=name, subject=subjects)
        read = zip(entry["published"], entry.get("edit", entry)["published"], strict=True)
        assert [text if printed.parse(text) else edited for text, edited in read] == vector
