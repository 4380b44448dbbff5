# What the rules of trained nets share: cells by task and by path, settings of the long run, the recorded tables.
import os

from methods.rnn.variants import VARIANTS
from recomputed.workflow.shards import run_of

TRAINING, LONG = (config["lstm_backward"][block] for block in ("training", "long"))
SIMPLE_AND_LSTM = ["simple RNN", "wide simple RNN", "vanilla"]
ALL_CELLS = SIMPLE_AND_LSTM + [cell for cell in VARIANTS if cell in TRAINING["variants"]]
PATHS = {cell.replace(" ", "-"): cell for cell in ALL_CELLS}  # the cells by their names in a path
# The recorded tables of the long run; the first also decides how every net is trained.
RECORDED = os.path.join(os.path.dirname(LEDGER_FILES["lstm_backward"]), "recorded")


def cells_of(task):
    return ALL_CELLS if task in TRAINING["compared"] else SIMPLE_AND_LSTM


def mnist_of(wildcards):
    return "results/data/mnist.npz" if wildcards.task == "mnist" else []


def long_settings(task):
    return TRAINING["tasks"][task] | {"updates": LONG["updates"][task]}
