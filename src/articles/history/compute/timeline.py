"""All sections: the article's dated events, and whether its dates agree with what it says of them."""

import pandas as pd

from recomputed.errors import BadInput

RELATIONS = {
    "same": lambda years: years == 0,
    "later": lambda years: years > 0,
    "about 20": lambda years: 15 <= years <= 25,
}


def events(events: list[dict], checks: list[dict]) -> dict[str, pd.DataFrame]:
    """Tabulate the events, and compare pairs of their years with what the article says of the two.

    Gives `events` (event, year, section, kind, contradicted: yes where a check about the event fails) and `checks`
    (check, first, second, says: same, later or about 20, years from first to second, holds).
    Raises BadInput for a check about an event that is not listed.
    """
    table = pd.DataFrame(events)
    year = dict(zip(table["event"], table["year"], strict=True))
    rows = []
    for check in checks:
        for place in ("first", "second"):
            if check[place] not in year:
                raise BadInput(
                    "no such event", where="history.timeline.checks", expected="an event of history.timeline.events",
                    found=check[place], do="mend its name",
                )  # fmt: skip
        years = year[check["second"]] - year[check["first"]]
        rows.append({**check, "years": years, "holds": "yes" if RELATIONS[check["says"]](years) else "no"})
    judged = pd.DataFrame(rows)
    failed = judged[judged["holds"] == "no"]
    wrong = table["event"].isin([*failed["first"], *failed["second"]])
    return {"events": table.assign(contradicted=wrong.map({True: "yes", False: "no"})), "checks": judged}


def announcements(topics: list[dict], own: int) -> pd.DataFrame:
    """Count how many articles after this one (number `own` of its series) each announced topic came.

    Columns: topic, article, articles_later.
    """
    table = pd.DataFrame(topics)
    return table.assign(articles_later=table["article"] - own)
