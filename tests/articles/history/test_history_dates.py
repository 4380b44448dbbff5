"""History: dates printed twice, in their period, in their order, and in decades; the figure of all dates."""

import pytest

from articles.history.compute import timeline
from articles.history.draw import timeline as draw_timeline
from figure_checks.contrast import problems
from recomputed.errors import BadInput

EVENTS = [
    {"event": name, "year": year, "section": "1", "kind": kind}
    for name, year, kind in (
        ("a", 1969, "research"),
        ("b", 1984, "research"),
        ("c", 1990, "film"),
        ("third boom begins", 2007, "machines"),
        ("the term AI", 1956, "research"),
        ("d", 1967, "film"),
    )
]
SAID = [
    ("a", "b", "same"),
    ("b", "c", "later"),
    ("c", "b", "later"),
    ("c", "third boom begins", "about 20"),
]
CHECKS = [{"check": str(n), "first": f, "second": s, "says": says} for n, (f, s, says) in enumerate(SAID)]
REST = {
    "memberships": [
        {"event": "b", "period": "p", "from": 1985, "to": 1990},
        {"event": "c", "period": "p", "to": 1988},
        {"event": "c", "period": "p", "from": 1990, "to": 1990},
    ],
    "repeats": [{"what": "x", "first": "1984", "again": ["1984", "1985"]}],
    "translation_begins": [1950, 1956, 1958],
    "winter_begins": [1990, 1960],
}


@pytest.fixture
def tables():
    return timeline.timeline(EVENTS, CHECKS, **REST)


def test_dates_are_checked(tables):
    assert tables["checks"]["years"].tolist() == [15, 6, -6, 17]
    assert tables["checks"]["holds"].tolist() == ["no", "yes", "no", "yes"]
    assert tables["events"]["contradicted"].tolist() == ["yes", "yes", "yes", "no", "no", "no"]


def test_periods_repeats_and_decades(tables):
    assert tables["periods"]["outside_years"].tolist() == [1, 2, 0]
    assert tables["repeats"][["print", "again"]].to_numpy().tolist() == [[2, "1984"], [3, "1985"]]
    found = tables["ranges"].groupby("statement", sort=False)["outside_years"].apply(list).tolist()
    assert found == [[0, 1, 3], [0, 7]]


def test_an_event_that_is_not_listed_is_bad_input():
    for name, part in (("checks", "first"), ("memberships", "event")):
        rest = {"checks": CHECKS, **REST}
        rest[name] = [{**rest[name][0], part: "z"}]
        with pytest.raises(BadInput, match="no such event"):
            timeline.timeline(EVENTS, **rest)
    with pytest.raises(BadInput, match="no such event"):
        timeline.timeline([event for event in EVENTS if event["event"] != "the term AI"], CHECKS[1:3], **REST)


def test_figure(tables):
    periods = [{"period": "second winter", "from": 1990, "to": 2006}]
    fig = draw_timeline.timeline(tables["events"], tables["checks"], periods=periods)
    assert "a and b, 15 years apart" in fig.get_label()
    assert not problems(fig)
    assert {text.get_text() for text in fig.axes[0].texts} >= {"a 1969", "second\nwinter", "15 years"}


def test_a_figure_without_contradictions_does_not_explain_their_mark():
    drawn = [
        draw_timeline.timeline(found["events"], found["checks"], periods=[{"period": "boom", "from": 1990, "to": 2006}])
        for found in (timeline.timeline(EVENTS, part, **REST) for part in (CHECKS, CHECKS[1:2]))
    ]
    assert [len(fig.axes[0].get_legend().get_texts()) for fig in drawn] == [2, 1]
    assert "contradicted: none" in drawn[1].get_label()
