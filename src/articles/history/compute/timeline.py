"""All sections: the dates of the article, and whether they agree with what it says of them.

A date alone is a question for a library. What the article says of two of its own dates is computed here.
"""

import pandas as pd

from recomputed.errors import BadInput

RELATIONS = {
    "same": lambda years: years == 0,
    "later": lambda years: years > 0,
    "about 20": lambda years: 15 <= years <= 25,
}
NINETIES = (1990, 1999)  # the last of its years counts in whole
RANGED = ("the term AI", "third boom begins")  # events of `year_ranges`


def timeline(
    events: list[dict], checks: list[dict], memberships: list[dict], repeats: list[dict],
    translation_begins: list[int], winter_begins: list[int],
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Tabulate the events, and compare their years with what the article says.

    events: event, year, section, kind; checks: check, first, second, says (a key of RELATIONS); the others go to the
    functions below. Gives `events` with the column contradicted (yes if a check of the event fails), `checks` with the
    columns years (from first to second) and holds, `periods`, `repeats` and `ranges`.
    Raises BadInput where an event is not listed.
    """
    table = pd.DataFrame(events)
    year = dict(zip(table["event"], table["year"], strict=True))
    checked = _checked(year, checks)
    failed = checked[checked["holds"] == "no"]
    wrong = table["event"].isin([*failed["first"], *failed["second"]])
    return {
        "events": table.assign(contradicted=wrong.map({True: "yes", False: "no"})),
        "checks": checked,
        "periods": periods(year, memberships),
        "repeats": repeated(repeats),
        "ranges": year_ranges(year, translation_begins, winter_begins),
    }


def periods(year: dict[str, int], memberships: list[dict]) -> pd.DataFrame:
    """Give by how many years each event lies outside the period in which the article places it.

    memberships: event, period, from (may be left out), to. Columns: event, year, period, outside_years.
    Raises BadInput for an event that is not listed.
    """
    rows = []
    for place in memberships:
        when = _year_of(year, place["event"], "memberships")
        outside = _outside(when, place.get("from", when), place["to"])
        rows.append({"event": place["event"], "year": when, "period": place["period"], "outside_years": outside})
    return pd.DataFrame(rows)


def repeated(repeats: list[dict]) -> pd.DataFrame:
    """Give one row for each time the article prints something again: what, print (from 2), first, again."""
    return pd.DataFrame(
        [
            {"what": entry["what"], "print": number, "first": entry["first"], "again": text}
            for entry in repeats
            for number, text in enumerate(entry["again"], start=2)
        ]
    )


def year_ranges(year: dict[str, int], translation_begins: list[int], winter_begins: list[int]) -> pd.DataFrame:
    """Judge what the article says of dates that it prints as part of a decade, for every year that they may mean.

    Columns: statement, assumed (the year), found (years, or a year), and outside_years, 0 where the statement holds.
    Raises BadInput where an event of RANGED is not listed.
    """
    term, boom = (_year_of(year, event, "events") for event in RANGED)
    found = [
        ("translation before the term AI", begin, term - begin, max(0, begin - term + 1))
        for begin in translation_begins
    ]
    middles = [(begin, (begin + boom) / 2) for begin in winter_begins]
    found += [
        ("middle of the second winter", begin, middle, _outside(int(middle), *NINETIES)) for begin, middle in middles
    ]
    return pd.DataFrame(found, columns=["statement", "assumed", "found", "outside_years"])


def _outside(value: float, low: float, high: float) -> float:
    return max(0, low - value, value - high)


def _checked(year: dict[str, int], checks: list[dict]) -> pd.DataFrame:
    rows = []
    for check in checks:
        first, second = (_year_of(year, check[place], "checks") for place in ("first", "second"))
        rows.append(
            {**check, "years": second - first, "holds": "yes" if RELATIONS[check["says"]](second - first) else "no"}
        )
    return pd.DataFrame(rows)


def _year_of(year: dict[str, int], event: str, where: str) -> int:
    if event not in year:
        raise BadInput(
            "no such event", where=f"history.timeline.{where}", expected="an event of history.timeline.events",
            found=event, do="correct its name",
        )  # fmt: skip
    return year[event]
