"""Section 4: nets of two kinds compared, paired by repeat, and which of them still learn."""

import numpy as np
import pandas as pd

from recomputed import arrays
from recomputed.stats.ranks import holm, holm_levels, median_interval, signed_rank

LEVEL = 0.05
FLAT = 0.05  # decades by which the error of a flat curve falls at most, from a quarter of the work to the next
LEARNED_PERCENT = 45  # error below which a net has learned: half of that of guessing
SAYS = {1: "above 0", -1: "below 0", 0: "not told apart"}


def effects(
    nets: pd.DataFrame, against: str, by: list[str], column: str, name: str, sign: int, family: list[str]
) -> pd.DataFrame:
    """Compare each other arm with the arm `against`, paired by repeat, at each value of the columns `by`.

    name: the column of the effect, `sign` times (arm less against) of `column`; family: rows with the same values of
    these columns are corrected together. Columns: arm, against, *by, nets, `column` and against_`column` (medians),
    `name` (Hodges-Lehmann median of the differences), its interval's ends `name`_low and `name`_high, `name`_halfwidth
    (the arm that points to 0), p_value, p_holm, level (of Holm's step, which the interval has, too), says (above 0,
    below 0, not told apart). With too few nets for any verdict the interval is only a sign of that: it is wider than
    all differences and reaches across 0. Raises BadInput for a table without these columns, and for numbers that are
    not finite.
    """
    arrays.check_table(nets, "history.effects: nets", ["arm", *by, "repeat"], finite=[column])
    keys = [*by, "repeat"]
    other = nets.loc[nets["arm"] == against, [*keys, column]]
    pairs = nets[nets["arm"] != against].merge(other, on=keys, suffixes=("", "_against"))
    rows = [
        {"arm": key[0], "against": against, **dict(zip(by, key[1:], strict=True))} | _tested(group, column, sign)
        for key, group in pairs.groupby(["arm", *by], sort=False)
    ]
    table = pd.DataFrame(rows)
    groups = [part for _, part in table.groupby(family, sort=False)] if family else [table]
    found = pd.concat([_judged(part, name) for part in groups], ignore_index=True)
    return found.rename(columns={"own": column, "other": f"against_{column}"})


def _tested(pairs: pd.DataFrame, column: str, sign: int) -> dict:
    differences = sign * (pairs[column] - pairs[f"{column}_against"]).to_numpy()
    middle = {"own": pairs[column].median(), "other": pairs[f"{column}_against"].median()}
    return {"nets": len(pairs)} | middle | {"p_value": signed_rank(differences), "differences": differences}


def _judged(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Correct for the number of rows, and give each its interval at the level of its step."""
    p = table["p_value"].to_numpy()
    rows = []
    for differences, level in zip(table["differences"], holm_levels(p, LEVEL), strict=True):
        middle, low, high = median_interval(differences, level)
        arm = middle - low if middle > 0 else high - middle
        if not np.isfinite(arm):  # so that it reaches across 0
            arm = abs(middle) + np.ptp(differences)
            low, high = middle - arm, middle + arm
        says = SAYS[int(low > 0) - int(high < 0)]
        interval = {name: middle, f"{name}_low": low, f"{name}_high": high, f"{name}_halfwidth": arm}
        rows.append(interval | {"level": level, "says": says})
    found = pd.DataFrame(rows, index=table.index).assign(p_holm=holm(p))
    return table.drop(columns="differences").join(found)


def learning_states(curves: pd.DataFrame, by: list[str], budget_epochs: int) -> pd.DataFrame:
    """Say for each value of the columns `by` whether the nets have learned, and whether their curves are flat.

    curves: *by, repeat, epochs_spent, validation_error_percent. Columns: *by, fall_decades (of the error, from the
    third quarter of the budget to the last, median over nets), end_percent (median in the last quarter), state (flat,
    still falling, not learned). Raises BadInput for a table without these columns, and for numbers that are not finite.
    """
    numbers = ("epochs_spent", "validation_error_percent")
    arrays.check_table(curves, "history.effects: curves", [*by, "repeat"], finite=numbers)
    quarter = np.ceil(curves["epochs_spent"] / budget_epochs * 4)
    late = curves.assign(decades=np.log10(curves["validation_error_percent"].clip(lower=0.01)), quarter=quarter)
    late = late[late["quarter"] >= 3].groupby([*by, "repeat", "quarter"])["decades"].mean().unstack("quarter")
    late = late.reindex(columns=[3, 4])  # a net that spent its budget on pretraining has no third quarter
    table = pd.DataFrame({"fall_decades": late[3] - late[4], "end_percent": 10 ** late[4]}).groupby(by).median()
    learned, flat = table["end_percent"] < LEARNED_PERCENT, table["fall_decades"] <= FLAT
    table["state"] = np.select([~learned, flat], ["not learned", "flat"], "still falling")
    return table.reset_index()


def abilities(found: pd.DataFrame, state: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Add to effects on errors the states of both arms, and whether the arm comes to fewer errors: ability.

    state: of `learning_states`, by arm and `by`. ability: yes or no where both curves are flat and the interval is on
    one side of 0, else undecided. Raises BadInput for tables without these columns.
    """
    arrays.check_table(found, "history.effects: effects", ["arm", "against", *by, "says"])
    arrays.check_table(state, "history.effects: states", ["arm", *by, "state"])
    state = state[["arm", *by, "state"]]
    found = found.merge(state, on=["arm", *by], how="left")
    other = state.rename(columns={"arm": "against", "state": "against_state"})
    found = found.merge(other, on=["against", *by], how="left")
    flat = (found["state"] == "flat") & (found["against_state"] == "flat")
    above, below = (flat & (found["says"] == SAYS[side]) for side in (1, -1))
    return found.assign(ability=np.select([above, below], ["yes", "no"], "undecided"))
