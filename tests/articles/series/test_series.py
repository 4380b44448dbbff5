"""The series' one claim: rows or columns."""

import numpy as np

from articles.series.compute import dimension


def test_dimension_is_the_number_of_columns_and_not_of_rows():
    table = dimension(1, tables=10, most_columns=8).set_index("form")
    assert table["max_relative_error"]["printed"] > 0.1
    assert table["max_relative_error"]["edited"] == 0
    assert table["change"]["edited"] == "rows -> columns"


def test_same_seed_same_table():
    assert dimension(3, 5, 6).equals(dimension(3, 5, 6))
    assert np.isfinite(dimension(4, 1, 2)["max_relative_error"]).all()
