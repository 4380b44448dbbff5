"""What Greff et al. (2017, section V) found for each variant of the LSTM, beside what the nets of this project show.

Theirs are test scores on speech (TIMIT), handwriting (IAM) and music (JSB) that they call significantly changed.
"""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.ablation import ALL
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

    variants: of compute.ablation. They agree where the verdict over all tasks is that of most of their data sets.
    """
    arrays.check_table(variants, "variants", ["task", "variant", "verdict"])
    ours = variants.pivot(index="variant", columns="task", values="verdict")
    rows = []
    for variant in (name for name in THEIRS if name in ours.index):
        speech, handwriting, music = THEIRS[variant]
        most = WORSE if (speech, handwriting, music).count(WORSE) >= 2 else SAME
        found = {f"ours_{task.replace('-', '_').replace(' ', '_')}": ours.loc[variant, task] for task in ours.columns}
        agree = "yes" if ours.loc[variant, ALL] == most else "no"
        theirs = {"theirs_speech": speech, "theirs_handwriting": handwriting, "theirs_music": music}
        rows.append({"variant": variant} | theirs | found | {"theirs_mostly": most, "agree": agree})
    return pd.DataFrame(rows).replace({np.nan: ""})
