"""What Greff et al. (2017, section V) found for each variant of the LSTM, beside what the nets of this project show.

Theirs are test scores on speech (TIMIT), handwriting (IAM) and music (JSB) that they call significantly changed.
"""

import pandas as pd

from articles.lstm_backward.compute.ablation import ALL
from articles.lstm_backward.compute.conditions import RECORDED
from recomputed import arrays

WORSE, SAME = "worse", "not told apart"
THEIRS = {  # variant: speech, handwriting, music
    "no input gate": (WORSE, WORSE, SAME),
    "no forget gate": (WORSE, WORSE, WORSE),
    "no output gate": (WORSE, WORSE, SAME),
    "no input activation": (WORSE, WORSE, SAME),
    "no output activation": (WORSE, WORSE, WORSE),
    "coupled input and forget gate": (SAME, SAME, SAME),
    "no peepholes": (SAME, SAME, SAME),
    "full gate recurrence": (SAME, SAME, WORSE),
}


def against_greff(variants: pd.DataFrame) -> pd.DataFrame:
    """Give for each variant: theirs on three data sets, ours (verdict) on each task and on all, agree (yes, no).

    variants: `other_variants` of compute.conditions. Ours are as recorded; `ours_all_tasks_` and `agree_` with the name
    of another condition are under it. They agree where the verdict over all tasks is that of most of their data sets.
    """
    arrays.check_table(variants, "variants", ["condition", "task", "variant", "verdict"])
    verdict = variants.pivot(index="variant", columns=["condition", "task"], values="verdict").fillna("")
    ours = verdict[RECORDED]
    others = [condition for condition in verdict.columns.unique(0) if condition != RECORDED]
    rows = []
    for variant in (name for name in THEIRS if name in ours.index):
        speech, handwriting, music = THEIRS[variant]
        most = WORSE if (speech, handwriting, music).count(WORSE) >= 2 else SAME
        theirs = {"theirs_speech": speech, "theirs_handwriting": handwriting, "theirs_music": music}
        found = {f"ours_{_column(task)}": ours.loc[variant, task] for task in ours.columns}
        row = (
            {"variant": variant}
            | theirs
            | found
            | {"theirs_mostly": most, "agree": _agree(most, ours.loc[variant, ALL])}
        )
        for condition in others:
            answer, name = verdict.loc[variant, (condition, ALL)], _column(condition)
            row |= {f"ours_all_tasks_{name}": answer, f"agree_{name}": _agree(most, answer)}
        rows.append(row)
    return pd.DataFrame(rows)


def _agree(most: str, answer: str) -> str:
    return "yes" if answer == most else "no"


def _column(words: str) -> str:
    return words.replace("-", "_").replace(" ", "_")
