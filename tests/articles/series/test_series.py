"""The introduction to the series: rows or columns, dimensions of shapes, projections, the plan."""

import numpy as np
import pytest

from articles.series import compute


def test_dimension_is_the_number_of_columns_and_not_of_rows():
    table = compute.dimension(1, tables=10, most_columns=8).set_index("counted")
    assert table["equal_percent"]["rows"] == 0
    assert table["equal_percent"]["columns"] == 100
    assert table["equal_percent_halfwidth"].min() > 0


def test_same_seed_same_table():
    assert compute.projections(3, [5], 20).equals(compute.projections(3, [5], 20))
    assert not compute.projections(3, [5], 20).equals(compute.projections(4, [5], 20))
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
    assert compute.projections(1, [2, 3, 40], 50)["relative_error"].max() < 1e-12
    monkeypatch.setattr(compute, "PLANE", 0)
    assert compute.projections(1, [3], 50)["relative_error"].max() < 1e-12  # all of the variance is left out

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
    assert compute.projections(1, [3], 50)["relative_error"].max() > 0.1


@pytest.mark.parametrize(("planned", "found"), [("PCA and more", "PCA"), ("KPCA", "no part")])
def test_plan_looks_for_whole_words(planned, found):
    table = compute.plan(["PCA", "LDA"], ["intro", planned])
    assert table["in_plan"].tolist() == [found, "no part"]
    assert table["part"].tolist() == [planned if found == "PCA" else "", ""]


def test_tables_of_the_rule():
    names = {"announced": ["A"], "planned": ["A B"]}
    tables = compute.tables(1, tables=3, most_columns=4, surrounding=5, dimensions=[2], samples=10, **names)
    assert list(tables) == ["dimension", "shapes", "projections", "plan"]
