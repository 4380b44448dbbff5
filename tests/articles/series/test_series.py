"""The introduction to the series: rows or columns, dimensions of shapes, ideas, the order of the articles."""

import numpy as np
import pytest

from articles.series import compute
from recomputed.errors import BadInput


def test_dimension_is_the_number_of_columns_and_not_of_rows():
    table = compute.dimension(1, tables=10, most_columns=8).set_index("counted")
    assert table["equal_percent"]["rows"] == 0
    assert table["equal_percent"]["columns"] == 100
    assert table["equal_percent_halfwidth"].min() > 0


def test_same_seed_same_table():
    assert compute.ideas(3, [5], 20).equals(compute.ideas(3, [5], 20))
    assert not compute.ideas(3, [5], 20).equals(compute.ideas(4, [5], 20))
    assert np.isfinite(compute.dimension(4, 1, 2)["equal_percent"]).all()


def test_shapes_have_the_dimension_of_their_name(monkeypatch):
    assert compute.shapes(1, 10, 30)["dimension"].tolist() == [1, 2, 3]
    monkeypatch.setattr(compute, "SHAPES", {"line": 4})  # four directions are no line
    assert compute.shapes(1, 10, 30)["dimension"].tolist() == [4]


def test_rank_is_taken_around_the_mean():
    line = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]])
    assert compute.rank(line) == 1
    assert np.linalg.matrix_rank(line) == 2


def test_projection_leaves_out_the_smaller_variances(monkeypatch):
    x = np.random.default_rng(1).normal(size=(50, 4)) * [1, 2, 3, 4]
    assert compute.projection(x) < 1e-12
    monkeypatch.setattr(compute, "PLANE", 0)
    assert compute.projection(x) < 1e-12  # all of the variance is left out

    class Wrong:
        def __init__(self, x):
            self.model = fit(x)
            self.variances = self.model.variances[::-1]

        def transform(self, x, count):
            return self.model.transform(x, count)

        def reconstruct(self, scores):
            return self.model.reconstruct(scores)

    fit = compute.fit
    monkeypatch.setattr(compute, "PLANE", 2)
    monkeypatch.setattr(compute, "fit", Wrong)
    assert compute.projection(x) > 0.1


def test_each_idea_is_tried_in_each_dimension_and_can_fail(monkeypatch):
    table = compute.ideas(2, [2, 40], 50)
    assert table[["idea", "dimension"]].drop_duplicates().shape[0] == 2 * len(compute.IDEAS) == 6
    assert table["relative_error"].max() < 1e-12
    turned = np.linalg.qr
    monkeypatch.setattr(np.linalg, "qr", lambda m: (1.5 * turned(m)[0], None))  # it stretches
    assert compute.rotation(np.random.default_rng(1), np.eye(3)) > 0.1


ORDER = {"a": ["x", "y", "z"], "b": ["u", "v"]}


def test_articles_are_numbered_within_their_series():
    assert compute.places(ORDER)["place"].tolist() == [1, 2, 3, 1, 2]


def test_later_articles_are_counted_from_the_one_that_speaks():
    said = [{"by": "x", "topic": "p", "article": "z"}, {"by": "v", "topic": "q", "article": "u"}]
    tables = compute.order(ORDER, said)
    assert tables["references"]["articles_later"].tolist() == [2, -1]
    for other in ("u", "w"):  # of the other series, of none
        with pytest.raises(BadInput, match="two articles of one series"):
            compute.references(tables["places"], [{"by": "x", "topic": "p", "article": other}])


def test_tables_of_the_rule():
    tables = compute.tables(1, tables=3, most_columns=4, surrounding=5, dimensions=[2], samples=10)
    assert list(tables) == ["dimension", "shapes", "ideas"]
