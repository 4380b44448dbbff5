"""All sections: the dates of the article, and whether they agree with what it says of them."""

import pandas as pd

from recomputed.errors import BadInput

RELATIONS = {
    "same": lambda years: years == 0,
    "later": lambda years: years > 0,
    "about 20": lambda years: 15 <= years <= 25,
}


def timeline(events: list[dict], checks: list[dict], announcements: dict) -> dict[str, pd.DataFrame]:
    """Tabulate the events, compare pairs of their years with what the article says, and count announced articles.

    events: event, year, section, kind; checks: check, first, second, says (a key of RELATIONS); announcements: `own`
    number of the article in its series, `topics` (topic, article). Gives `events` with the column contradicted (yes if
    a check of the event fails), `checks` with the columns years (from first to second) and holds, and `announcements`
    (topic, article, articles_later). Raises BadInput for a check of an event that is not listed.
    """
    table = pd.DataFrame(events)
    checked = _checked(dict(zip(table["event"], table["year"], strict=True)), checks)
    failed = checked[checked["holds"] == "no"]
    wrong = table["event"].isin([*failed["first"], *failed["second"]])
    topics = pd.DataFrame(announcements["topics"])
    return {
        "events": table.assign(contradicted=wrong.map({True: "yes", False: "no"})),
        "checks": checked,
        "announcements": topics.assign(articles_later=topics["article"] - announcements["own"]),
    }


def _checked(year: dict[str, int], checks: list[dict]) -> pd.DataFrame:
    rows = []
    for check in checks:
        for place in ("first", "second"):
            if check[place] not in year:
                raise BadInput(
                    "no such event", where="history.timeline.checks", expected="an event of history.timeline.events",
                    found=check[place], do="correct its name",
                )  # fmt: skip
        years = year[check["second"]] - year[check["first"]]
        rows.append({**check, "years": years, "holds": "yes" if RELATIONS[check["says"]](years) else "no"})
    return pd.DataFrame(rows)
