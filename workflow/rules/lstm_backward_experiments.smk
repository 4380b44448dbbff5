# Experiments of LSTM back propagation: gradients over time, clipping, training, ablation
# -> results/lstm_backward/*.csv, training/, lags/ -> results/lstm_backward/figures/. Names with "mnist" rest on MNIST.
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


rule lstm_backward_gradients:
    input:
        code=sources("articles.lstm_backward.compute.vanishing"),
    output:
        "results/lstm_backward/gradients.csv",
    log:
        "results/logs/lstm_backward/gradients.log",
    benchmark:
        "results/benchmarks/lstm_backward/gradients.tsv"
    params:
        **config["lstm_backward"]["vanishing"]["untrained"],
        call="articles.lstm_backward.compute.vanishing:untrained",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_trained_gradients:
    input:
        rnn="results/lstm_backward/training/adding/simple-RNN.npz",
        vanilla="results/lstm_backward/training/adding/vanilla.npz",
        code=sources("articles.lstm_backward.compute.vanishing"),
    output:
        curves="results/lstm_backward/trained_gradients.csv",
        contrast="results/lstm_backward/trained_gradients_contrast.csv",
    log:
        "results/logs/lstm_backward/trained_gradients.log",
    benchmark:
        "results/benchmarks/lstm_backward/trained_gradients.tsv"
    params:
        **config["lstm_backward"]["vanishing"]["trained"],
        call="articles.lstm_backward.compute.vanishing:trained",
        seed=config["seed"],
        steps=config["lstm_backward"]["training"]["tasks"]["adding"]["steps"],
    script:
        "../scripts/call.py"


rule lstm_backward_bound:
    input:
        code=sources("articles.lstm_backward.compute.bound"),
    output:
        "results/lstm_backward/bound.csv",
    log:
        "results/logs/lstm_backward/bound.log",
    benchmark:
        "results/benchmarks/lstm_backward/bound.tsv"
    params:
        **config["lstm_backward"]["vanishing"]["bound"],
        call="articles.lstm_backward.compute.bound:compare",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_cliff:
    input:
        code=sources("articles.lstm_backward.compute.clipping"),
    output:
        grid="results/lstm_backward/cliff.npz",
        features="results/lstm_backward/cliff.csv",
    log:
        "results/logs/lstm_backward/cliff.log",
    benchmark:
        "results/benchmarks/lstm_backward/cliff.tsv"
    params:
        **config["lstm_backward"]["clipping"]["net"],
        call="articles.lstm_backward.compute.clipping:surface",
        points=config["lstm_backward"]["clipping"]["points"],
    script:
        "../scripts/call.py"


rule lstm_backward_descents:
    input:
        code=sources("articles.lstm_backward.compute.clipping"),
    output:
        paths="results/lstm_backward/descents_paths.csv",
        starts="results/lstm_backward/descents_starts.csv",
    log:
        "results/logs/lstm_backward/descents.log",
    benchmark:
        "results/benchmarks/lstm_backward/descents.tsv"
    params:
        **config["lstm_backward"]["clipping"]["net"],
        **config["lstm_backward"]["clipping"]["descents"],
        call="articles.lstm_backward.compute.clipping:descents",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_gradients_figure:
    input:
        gradients="results/lstm_backward/gradients.csv",
        code=sources("articles.lstm_backward.draw.vanishing"),
    output:
        multiext("results/lstm_backward/figures/gradient-over-lag", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/gradients_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/gradients_figure.tsv"
    params:
        call="articles.lstm_backward.draw.vanishing:over_lag",
    script:
        "../scripts/call.py"


rule lstm_backward_trained_gradients_figure:
    input:
        curves="results/lstm_backward/trained_gradients.csv",
        code=sources("articles.lstm_backward.draw.vanishing"),
    output:
        multiext("results/lstm_backward/figures/gradient-after-training", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/trained_gradients_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/trained_gradients_figure.tsv"
    params:
        call="articles.lstm_backward.draw.vanishing:trained",
    script:
        "../scripts/call.py"


rule lstm_backward_bound_figure:
    input:
        bound="results/lstm_backward/bound.csv",
        code=sources("articles.lstm_backward.draw.vanishing"),
    output:
        multiext("results/lstm_backward/figures/norm-bound", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/bound_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/bound_figure.tsv"
    params:
        call="articles.lstm_backward.draw.vanishing:bound",
    script:
        "../scripts/call.py"


rule lstm_backward_cliff_figure:
    input:
        grid="results/lstm_backward/cliff.npz",
        paths="results/lstm_backward/descents_paths.csv",
        starts="results/lstm_backward/descents_starts.csv",
        code=sources("articles.lstm_backward.draw.clipping"),
    output:
        multiext("results/lstm_backward/figures/clip-cliff", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_backward/cliff_figure.log",
    benchmark:
        "results/benchmarks/lstm_backward/cliff_figure.tsv"
    params:
        call="articles.lstm_backward.draw.clipping:cliff",
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
