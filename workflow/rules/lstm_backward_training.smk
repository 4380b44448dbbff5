# Section 3: nets trained on three tasks and over lags, and what a part of the cell is worth.
# Names with "mnist" rest on MNIST.
from articles.rnn.variants import VARIANTS
from articles.shards import UNSHARDED

# Cells by their name in a path.
CELLS = {name.replace(" ", "-"): name for name in ("simple RNN", *VARIANTS)}
ABLATED = [cell for cell in CELLS if CELLS[cell] in ("vanilla", *config["lstm_backward"]["training"]["variants"])]
LSTM_TASKS = ["adding", "reset", "mnist"]
LSTM_RUNS = "results/lstm_backward/training/{task}/{cell}.csv"


rule lstm_backward_training:
    input:
        mnist=lambda wildcards: "results/data/mnist.npz" if wildcards.task == "mnist" else [],
        code=sources("articles.lstm_backward.compute.training"),
    output:
        curves="results/lstm_backward/training/{task}/{cell}{shard}.csv",
        weights="results/lstm_backward/training/{task}/{cell}{shard}.npz",
    log:
        "results/logs/lstm_backward/training/{task}/{cell}{shard}.log",
    benchmark:
        "results/benchmarks/lstm_backward/training/{task}/{cell}{shard}.tsv"
    wildcard_constraints:
        task="|".join(LSTM_TASKS),
        cell="|".join(CELLS),
        shard=r"-\d+-of-\d+" if SEED_SHARDS > 1 else "()",
    params:
        call="articles.lstm_backward.compute.training:runs",
        task_name="{task}",
        cell=lambda wildcards: CELLS[wildcards.cell],
        seed=config["seed"],
        seeds=SIZES["lstm_backward"]["training"]["seeds"],
        settings=lambda wildcards: config["lstm_backward"]["training"]["tasks"][wildcards.task],
        folder="results/lstm_backward/checkpoints/{task}/{cell}",
        shard=lambda wildcards: wildcards.shard.removeprefix("-") or UNSHARDED,
    script:
        "../scripts/call.py"


# One shard is the whole already: thirty jobs less.
if SEED_SHARDS > 1:

    rule lstm_backward_trained:
        input:
            curves=gather.seed_shards("results/lstm_backward/training/{{task}}/{{cell}}-{scatteritem}.csv"),
            weights=gather.seed_shards("results/lstm_backward/training/{{task}}/{{cell}}-{scatteritem}.npz"),
            code=sources("articles.lstm_backward.compute.trained"),
        output:
            curves="results/lstm_backward/training/{task}/{cell}.csv",
            weights="results/lstm_backward/training/{task}/{cell}.npz",
        log:
            "results/logs/lstm_backward/trained/{task}/{cell}.log",
        benchmark:
            "results/benchmarks/lstm_backward/trained/{task}/{cell}.tsv"
        wildcard_constraints:
            task="|".join(LSTM_TASKS),
            cell="|".join(CELLS),
        params:
            call="articles.lstm_backward.compute.trained:join",
        script:
            "../scripts/call.py"


rule lstm_backward_lags:
    input:
        code=sources("articles.lstm_backward.compute.training"),
    output:
        "results/lstm_backward/lags/{cell}.csv",
    log:
        "results/logs/lstm_backward/lags/{cell}.log",
    benchmark:
        "results/benchmarks/lstm_backward/lags/{cell}.tsv"
    wildcard_constraints:
        cell="|".join(CELLS),
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    resources:
        runtime=20,
    params:
        **config["lstm_backward"]["lags"],
        call="articles.lstm_backward.compute.training:lags",
        cell=lambda wildcards: CELLS[wildcards.cell],
        seed=config["seed"],
        folder="results/lstm_backward/checkpoints/lags/{cell}",
    script:
        "../scripts/call.py"


rule lstm_backward_lags_contrast:
    input:
        rnn="results/lstm_backward/lags/simple-RNN.csv",
        vanilla="results/lstm_backward/lags/vanilla.csv",
        code=sources("articles.lstm_backward.compute.contrast"),
    output:
        scores="results/lstm_backward/lags.csv",
        contrast="results/lstm_backward/lags_contrast.csv",
    log:
        "results/logs/lstm_backward/lags_contrast.log",
    benchmark:
        "results/benchmarks/lstm_backward/lags_contrast.tsv"
    params:
        call="articles.lstm_backward.compute.contrast:lags",
    script:
        "../scripts/call.py"


rule lstm_backward_ablation:
    input:
        curves=expand(LSTM_RUNS, task=LSTM_TASKS, cell=ABLATED),
        code=sources("articles.lstm_backward.compute.ablation"),
    output:
        seeds="results/lstm_backward/ablation_mnist_seeds.csv",
        variants="results/lstm_backward/ablation_mnist_variants.csv",
        rivals="results/lstm_backward/ablation_mnist_rivals.csv",
        verdicts="results/lstm_backward/ablation_mnist_verdicts.csv",
    log:
        "results/logs/lstm_backward/ablation.log",
    benchmark:
        "results/benchmarks/lstm_backward/ablation.tsv"
    params:
        call="articles.lstm_backward.compute.ablation:drops",
    script:
        "../scripts/call.py"


rule lstm_backward_training_figure:
    input:
        curves=expand(LSTM_RUNS, task=LSTM_TASKS, cell=["simple-RNN", "vanilla"]),
        code=sources("articles.lstm_backward.draw.training"),
    output:
        multiext("results/lstm_backward/figures/training-with-mnist", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/training_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/training_figure.tsv"
    params:
        call="articles.lstm_backward.draw.training:curves",
    script:
        "../scripts/call.py"


rule lstm_backward_lags_figure:
    input:
        lags="results/lstm_backward/lags.csv",
        code=sources("articles.lstm_backward.draw.training"),
    output:
        multiext("results/lstm_backward/figures/training-over-lag", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/lags_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/lags_figure.tsv"
    params:
        call="articles.lstm_backward.draw.training:over_lag",
    script:
        "../scripts/call.py"


rule lstm_backward_ablation_figure:
    input:
        variants="results/lstm_backward/ablation_mnist_variants.csv",
        seeds="results/lstm_backward/ablation_mnist_seeds.csv",
        code=sources("articles.lstm_backward.draw.ablation"),
    output:
        multiext("results/lstm_backward/figures/ablation-with-mnist", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/ablation_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/ablation_figure.tsv"
    params:
        call="articles.lstm_backward.draw.ablation:drops",
    script:
        "../scripts/call.py"
