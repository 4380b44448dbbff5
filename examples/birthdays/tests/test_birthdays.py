"""The files of the article fit together; its computations agree with what can be counted: python -m pytest <folder>"""

from importlib import import_module
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from recomputed.audit import ledger
from recomputed.workflow import articles, config, schema_check


@pytest.fixture(scope="module")
def article():
    return articles.find([str(Path(__file__).parents[1])])[0]


def module(article, name):
    return import_module(f"articles.{article.name}.compute.{name}")


def counted(of_day: list[float], people: int) -> float:
    """Sum up the chance of every combination of birthdays in which two are equal."""
    days = range(len(of_day))
    shared = [all_of for all_of in product(days, repeat=people) if len({*all_of}) < people]
    return sum(float(np.prod([of_day[day] for day in all_of])) for all_of in shared)


def test_settings_and_ledger_follow_their_schemas(article):
    block = schema_check.read(article.settings)
    config.check_article(article, block, [(str(article.settings), (), block)])
    assert ledger.read(article)["article"] == "birthdays"


@pytest.mark.parametrize(("days", "people"), [(2, 2), (4, 3), (6, 4)])
def test_the_chance_is_that_of_all_combinations(article, days, people):
    tables = module(article, "chances").chances(days, days, [50])
    found = tables["chances"].set_index("people")["percent"][people]
    assert found == pytest.approx(100 * counted([1 / days] * days, people))
    assert module(article, "uneven").chance(np.full(days, 1 / days), people) == pytest.approx(found / 100)


def test_uneven_days_are_counted_too(article):
    of_day = [0.5, 0.25, 0.125, 0.125]
    assert module(article, "uneven").chance(np.array(of_day), 3) == pytest.approx(counted(of_day, 3))


def test_the_least_number_of_people_reaches_its_threshold_and_one_less_does_not(article):
    tables = module(article, "chances").chances(365, 120, [50, 99, 100])
    percent = tables["chances"].set_index("people")["percent"]
    for threshold, people in tables["thresholds"].itertuples(index=False):
        if threshold < 100:
            assert percent[people - 1] < threshold <= percent[people]
    assert tables["thresholds"]["people"].iloc[-1] == 366  # one person more than there are days


def test_growth_is_that_of_the_table(article):
    tables = module(article, "chances").chances(365, 120, [50])
    percent = tables["chances"].set_index("people")["percent"]
    growth = tables["growth"].set_index("people")
    assert growth["gain_change"][10] == pytest.approx(percent[10] - 2 * percent[9] + percent[8])
    assert growth["twice"][30] == pytest.approx(percent[60] / percent[30])


def test_rooms_agree_with_the_closed_forms(article):
    table = module(article, "rooms").rooms(365, 23, 20_000, seed=1).set_index(["quantity", "way"])
    for quantity in ("shared", "first"):
        exact, drawn = table.loc[(quantity, "closed form")], table.loc[(quantity, "simulation")]
        assert abs(exact["value"] - drawn["value"]) < 2 * drawn["halfwidth"]
    # 1 + Ramanujan's Q(365) = 1 + sqrt(pi d / 2) - 1 / 3 + ...
    assert table.loc[("first", "closed form"), "value"] == pytest.approx(1 + (np.pi * 365 / 2) ** 0.5 - 1 / 3, abs=0.01)
