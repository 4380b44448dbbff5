"""Tables of the article on KNN at the edges of what they take."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from articles.knn.compute import accuracy, definition, regression, sweep, toy
from articles.knn.compute.join_shards import join_shards
from edges import REAL, WHOLE, laid_out, layouts, refused, refuses_no_numbers, with_one

SAMPLES, VALUES, QUERY = np.array([[0, 1], [120, 3], [5, 2], [9, 9]]), np.array([100, 120, 110, 90]), np.array([6, 2])


@given(st.sampled_from(WHOLE[1:] + REAL), layouts)
def test_the_definition_takes_any_type(dtype, layout):
    samples, values, query = (laid_out(table.astype(dtype), layout) for table in (SAMPLES, VALUES, QUERY))
    if layout == "reversed":
        samples, values, query = SAMPLES.astype(dtype), VALUES.astype(dtype), QUERY.astype(dtype)
    assert definition.as_printed(samples, values, query, 3, "regression") == 100
    assert definition.as_printed(samples, ["a", "b", "a", "b"], query, 3, "classification") == "a"


def test_the_definition_refuses_what_it_cannot_rank():
    refuses_no_numbers(lambda table: definition.as_printed(table, VALUES, QUERY, 1, "regression"), SAMPLES)
    refused(lambda: definition.as_printed(with_one(SAMPLES, np.nan), VALUES, QUERY, 1, "regression"), "not finite")
    for k in (0, 5, 1.0):
        refused(lambda k=k: definition.as_printed(SAMPLES, VALUES, QUERY, k, "regression"), "K")
    refused(lambda: definition.as_printed(SAMPLES, VALUES[:2], QUERY, 1, "classification"), "number of answers")
    refused(lambda: definition.as_printed(SAMPLES, VALUES, QUERY[:1], 1, "regression"), "wrong shape")


def test_errors_that_are_not_finite_choose_no_k():
    squares, baseline = np.ones((3, 2)), np.ones(3)
    assert len(regression.choices(squares, squares, baseline)) == 3
    refused(lambda: regression.choices(with_one(squares, np.nan), squares, baseline), "not finite")
    refused(lambda: regression.choices(squares, squares[:, :1], baseline), "wrong shape")
    refused(lambda: regression.choices(squares[:0], squares[:0], baseline[:0]), "empty")
    assert regression.truth(np.array([1], np.uint8)) == regression.truth(1.0)


def test_tables_and_shards_that_lack_something_are_refused():
    refused(lambda: join_shards({}), "no shards")
    refused(lambda: sweep.error_vs_k({}), "no part")
    refused(lambda: sweep.distance_ties({"test": {"distances": np.full((2, 2), np.nan), "data": ""}}), "not finite")
    labels = np.zeros((2, 3), np.uint8)
    refused(lambda: sweep.error_vs_k({"test": {"labels": labels, "truth": np.array([0, 10]), "data": ""}}), "truth")
    refused(lambda: accuracy.ranks(pd.DataFrame({"dataset": []})), "missing column")
    refused(lambda: toy.outcomes(pd.DataFrame({"rank": [1], "label": ["other"], "distance": [1.0]})), "minus, plus")
