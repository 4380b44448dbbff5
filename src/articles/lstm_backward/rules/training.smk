# Section 3: nets trained on the tasks of docs/experiments.md, and what they say -> results/lstm_backward/{training,run}/
# What `make long` makes of them is in rules/long.smk.
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


rule lstm_backward_training:
    input:
        search=f"{RECORDED}/search.csv",
        mnist=mnist_of,
    output:
        curves="results/lstm_backward/training/{task}.csv",
        weights="results/lstm_backward/training/{task}.npz",
    log:
        "results/logs/lstm_backward/training/{task}.log",
    wildcard_constraints:
        task="|".join(TRAINING["tasks"]),
    priority: 10  # the longest jobs first: otherwise the run waits for the last of them alone
    params:
        **calls("articles.lstm_backward.compute.training:train_nets"),
        name="{task}",
        tuned=lambda wildcards: TRAINING["tuned_as"].get(wildcards.task, wildcards.task),
        cells=lambda wildcards: cells_of(wildcards.task),
        seed=config["seed"],
        seeds=TRAINING["seeds"],
        settings=lambda wildcards: TRAINING["tasks"][wildcards.task],
        folder="results/lstm_backward/checkpoints/{task}",
    script:
        CALL


rule lstm_backward_judged:
    input:
        curves=expand("results/lstm_backward/training/{task}.csv", task=TRAINING["tasks"]),
    output:
        scores="results/lstm_backward/run/scores_mnist.csv",
        cells="results/lstm_backward/run/cells_mnist.csv",
        leads="results/lstm_backward/run/leads_mnist.csv",
        seeds="results/lstm_backward/run/ablation_mnist_seeds.csv",
        variants="results/lstm_backward/run/ablation_mnist_variants.csv",
        verdicts="results/lstm_backward/run/ablation_mnist_verdicts.csv",
    log:
        "results/logs/lstm_backward/judged.log",
    params:
        **calls("articles.lstm_backward.compute.judged:judged"),
        compared=TRAINING["compared"],
    script:
        CALL
