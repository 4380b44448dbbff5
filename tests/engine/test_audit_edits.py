"""The search for the smallest edit: known typos are found, equal ones all shown, the chance is what counting says."""

import entries
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recomputed.audit import printed
from recomputed.audit.edits import coincidence, numbers
from recomputed.audit.edits.number_typos import typos
from recomputed.audit.evidence import Cells
from recomputed.audit.search import search as searched


def search(kind, published, *cells, halfwidth=0.0, **more):
    unread = {"edit": {"change": "any"}}  # a text that is no number needs an edit
    claim = entries.claim(kind=kind, published=published, **unread | more)
    return numbers.search(claim, Cells(list(cells), np.full(len(cells), halfwidth), ""))


def told(kind, published, *cells, halfwidth=0.0, **more):
    place = {"file": "t.csv", "column": "cell", "halfwidth": "h"}
    claim = entries.claim(kind=kind, published=published, evidence=place, **more)
    return searched(claim, {"t.csv": pd.DataFrame({"cell": cells, "h": halfwidth})})["told"]


def changes(*arguments, **more):
    return [fit["change"] for fit in search(*arguments, **more)["fits"]]


@pytest.mark.parametrize(
    ("kind", "published", "cells", "change"),
    [
        ("value", "0.859", [0.589], "0.859 -> 0.589 (digits swapped)"),
        ("value", "148.34", [184.34], "148.34 -> 184.34 (digits swapped)"),
        ("value", "0.736", [-0.736], "0.736 -> -0.736 (sign)"),
        ("value", "3.60", [36.0], "3.60 -> 36.0 (point moved by one)"),
        ("value", "0.25", [4.0], "0.25 -> 4.0 (reciprocal)"),
        ("value", "12.5", [0.125], "12.5 -> 0.125 (percent or fraction)"),
        ("value", "9.7", [99.7], "9.7 -> 99.7 (digit doubled)"),
        ("value", "-0.4.23", [-0.423], "-0.4.23 -> -0.423 (a stray character)"),
        ("fact", "30", ["29"], "30 -> 29 (n ± 1)"),
        ("fact", "1", [-1], "1 -> -1 (sign)"),
    ],
)
def test_a_known_typo_is_found(kind, published, cells, change):
    assert change in changes(kind, published, *cells)


def test_degrees_and_radians_are_tried_for_angles_only():
    assert changes("value", "1.571", 90.01, unit="degrees") == ["1.571 -> 90.01 (degrees or radians)"]
    assert changes("value", "1.571", 90.01) == []


def test_two_edits_that_fit_equally_well_are_both_shown():
    found = search("value", "0.589", 0.574, halfwidth=0.005)
    assert [fit["change"] for fit in found["fits"]] == [
        "0.589 -> 0.569 (digit replaced)",
        "0.589 -> 0.579 (digit replaced)",
    ]
    words = told("value", "0.589", 0.574, halfwidth=0.005)
    assert "0.569 (digit replaced), or as well 0.589 -> 0.579 (digit replaced); 51 tried" in words


def test_an_edit_that_only_drops_digits_fits_less_well():
    assert changes("value", "0.589", 0.5884) == ["0.589 -> 0.588 (digit replaced)"]


def test_only_the_wrong_numbers_of_a_list_are_edited_and_one_swap_beats_two_typos():
    assert changes("value", ["0.540", "148.34"], 0.5401, 184.34) == ["148.34 -> 184.34 (digits swapped)"]
    assert changes("value", ["1.5", "2.5"], 2.5, 1.5) == ["1.5 and 2.5 swapped"]
    assert len(changes("value", ["1.25", "3.47"], 1.52, 3.74)) == 1
    assert changes("value", ["1", "2", "3"], 7.1, 8.1, 9.1) == []


def test_what_is_not_searched_says_why():
    assert told("fact", "yes", "no") == told("fact", ["3", "many"], 3, 4) == "Not searched: words"
    assert told("identity", "a = b", 0.5) == "Not searched: no expression of the formula"
    assert told("value", ["1", "2", "3"], 7.1, 8.1, 9.1) == "Not searched: 3 numbers are wrong at once"


@pytest.mark.parametrize(
    ("kind", "more"), [("bound", {"relation": "<", "bound": 1}), ("trend", {"direction": "increasing"})]
)
def test_a_limit_that_is_not_printed_is_not_edited(kind, more):
    words = "Not searched: the limit is this project's, the article prints none"
    assert told(kind, "1 at most", 3.0, 2.0, origin="reading", **more) == words
    assert "tried" in told(kind, "1 at most", 3.0, 2.0, **more)


def test_the_limit_of_a_bound_that_is_printed_in_words_is_not_edited():
    words = "Not searched: the limit is this project's, the article prints none"
    assert told("bound", "few", 3.0, 2.0, relation="<", bound=1) == words
    assert "tried" in told("trend", "falls", 2.0, 3.0, direction="decreasing")


BOUNDS = [
    ("<", 1, [3.0, 0.5], ["1 -> 4 (digit replaced)"]),  # of 4, 5 … 10, 11 the tightest; turned, 0.5 breaks it
    ("<", 1, [1.5, 1.2], ["1 -> 2 (factor 2)", "> (relation reversed)"]),
    (">", 0.01, [0.004, 0.002], ["0.01 -> 0.001 (point moved by one)", "< (relation reversed)"]),
    (">=", 50, [30.0], ["50 -> 30 (digit replaced)", "<= (relation reversed)"]),
    (">", 8, [4.5, 9.0], ["8 -> 4 (factor 2)"]),
]


@pytest.mark.parametrize(("relation", "bound", "cells", "expected"), BOUNDS)
def test_a_bound_is_searched_for_its_relation_and_its_number(relation, bound, cells, expected):
    found = search("bound", f"{bound:g}", *cells, relation=relation, bound=bound)
    assert [fit["change"].removeprefix(f"{relation} -> ") for fit in found["fits"]] == expected


def test_a_bound_whose_relation_may_be_reversed_fits_with_certainty_and_says_so():
    assert told("bound", "1", 3.0, relation="<", bound=1).endswith("chance that one fits by coincidence 100 %")
    assert search("bound", "1", 3.0, 0.5, relation="<", bound=1)["luck"] > 0.9


def test_a_trend_is_searched_for_its_direction_and_the_chance_counts_the_orders():
    found = search("trend", "t", 3.0, 2.0, 1.0, direction="increasing")
    assert [fit["change"] for fit in found["fits"]] == ["increasing -> decreasing"]
    assert found["luck"] == pytest.approx(1 / 5)  # of six orders of three cells one is the printed one
    assert search("trend", "t", 1.0, 2.0, 1.5, direction="decreasing")["fits"] == []


def test_where_nothing_fits_it_says_how_many_were_tried():
    found = search("fact", "1969", 1984)
    assert found["fits"] == []
    assert told("fact", "1969", 1984) == f"None of {found['tried']} small edits tried makes it hold"


def test_a_percentage_taken_for_a_fraction_has_a_chance_above_0():
    found = search("value", "12.5", 0.125)
    assert [fit["change"] for fit in found["fits"]] == ["12.5 -> 0.125 (percent or fraction)"]
    alone = coincidence.coverage([(0.1245, 0.1255)], 12.5, (12.45, 12.55))
    assert found["luck"] >= alone > 0


@settings(deadline=None)  # the clock of a busy machine decides nothing
@given(st.decimals(-1000, 1000, places=2))
def test_typos_change_the_number_once_each(number):
    text = str(number)
    found = typos(text)
    values = [printed.parse(edited) for edited in found]
    assert all(value is not None and value.value != printed.parse(text).value for value in values)


@settings(deadline=None)
@given(st.decimals("0.10", 99, places=2), st.data())
def test_every_swap_of_neighbouring_digits_is_undone(number, data):
    text = f"{number:.2f}"
    places = [n for n in range(len(text) - 1) if text[n : n + 2].isdigit()]
    place = data.draw(st.sampled_from(places))
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assume(swapped != text and not swapped.startswith("0") | text.startswith("0"))
    assert any(change.startswith(f"{swapped} -> {text} ") for change in changes("value", swapped, float(text)))


intervals = st.lists(st.tuples(st.floats(-20, 20), st.floats(0.001, 3)), max_size=6)


@settings(deadline=None)
@given(intervals, st.floats(0.5, 5), st.floats(0.01, 0.4))
def test_the_chance_is_the_largest_share_that_brute_force_counts_in_ranges_that_hold_ever_more(centres, size, half):
    tried = [(centre - half, centre + half) for centre, half in centres]
    own = (size - half, size + half)
    steps, shares = 40_000, []
    for decades in range(1, 40):
        magnitude = size * 10 ** (decades * (2 * (np.arange(steps) + 0.5) / steps - 1))
        points = np.concatenate([magnitude, -magnitude])
        open_to_it = ~((points >= own[0]) & (points <= own[1]))
        hit = np.any([(points >= low) & (points <= high) for low, high in tried], axis=0) if tried else open_to_it < 0
        shares.append((hit & open_to_it).sum() / open_to_it.sum())
        if all(size / 10**decades <= abs(edge) <= size * 10**decades for pair in tried for edge in pair if edge):
            break
    granted = 2 * len(shares) * (2 * len(tried) + 2) / steps
    assert coincidence.coverage(tried, size, own) == pytest.approx(max(shares), abs=granted)


@settings(deadline=None)
@given(intervals, intervals)
def test_more_edits_never_make_the_chance_smaller(some, more):
    def spread(centres):
        return [(centre - half, centre + half) for centre, half in centres]

    assert (
        coincidence.coverage(spread(some), 2.0) <= coincidence.coverage(spread(some + more), 2.0) + 1e-12 <= 1 + 1e-12
    )


def test_the_chance_needs_a_size():
    with pytest.raises(ValueError, match="above 0"):
        coincidence.coverage([], 0.0)
