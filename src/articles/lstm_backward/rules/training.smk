# Section 3: nets trained on three tasks and over lags, ablation; MNIST -> results/lstm_backward/{training,lags}/, *.csv
# Files with "mnist" in their names depend on MNIST.
from methods.rnn.variants import VARIANTS
from recomputed.workflow.shards import UNSHARDED, run_of

# The cells by their names in a path.
CELLS = {name.replace(" ", "-"): name for name in ("simple RNN", *VARIANTS)}
ABLATED = [cell for cell in CELLS if CELLS[cell] in ("vanilla", *config["lstm_backward"]["training"]["variants"])]
LSTM_TASKS = ["adding", "reset", "mnist"]
SEED_SHARDS = min(config["shards"], SIZES["lstm_backward"]["training"]["seeds"])
LSTM_RUNS = "results/lstm_backward/training/{task}/{cell}.csv"


scattergather:
    seed_shards=SEED_SHARDS,


rule lstm_backward_training:
    input:
        mnist=lambda wildcards: "results/data/mnist.npz" if wildcards.task == "mnist" else [],
    output:
        curves="results/lstm_backward/training/{task}/{cell}{shard}.csv",
        weights="results/lstm_backward/training/{task}/{cell}{shard}.npz",
    log:
        "results/logs/lstm_backward/training/{task}/{cell}{shard}.log",
    wildcard_constraints:
        task="|".join(LSTM_TASKS),
        cell="|".join(CELLS),
        shard=r"-\d+-of-\d+" if SEED_SHARDS > 1 else "()",
    resources:
        work=lambda wildcards: len(
            run_of(SIZES["lstm_backward"]["training"]["seeds"], wildcards.shard.removeprefix("-") or UNSHARDED)
        ),
    params:
        **calls("articles.lstm_backward.compute.training:train_nets"),
        task_name="{task}",
        cell=lambda wildcards: CELLS[wildcards.cell],
        seed=config["seed"],
        seeds=SIZES["lstm_backward"]["training"]["seeds"],
        settings=lambda wildcards: config["lstm_backward"]["training"]["tasks"][wildcards.task],
        folder="results/lstm_backward/checkpoints/{task}/{cell}",
        shard=lambda wildcards: wildcards.shard.removeprefix("-") or UNSHARDED,
    script:
        CALL


# Without shards there is nothing to join; this saves thirty jobs.
if SEED_SHARDS > 1:

    rule lstm_backward_join_shards:
        input:
            curves=gather.seed_shards("results/lstm_backward/training/{{task}}/{{cell}}-{scatteritem}.csv"),
            weights=gather.seed_shards("results/lstm_backward/training/{{task}}/{{cell}}-{scatteritem}.npz"),
        output:
            curves="results/lstm_backward/training/{task}/{cell}.csv",
            weights="results/lstm_backward/training/{task}/{cell}.npz",
        log:
            "results/logs/lstm_backward/join_shards/{task}/{cell}.log",
        wildcard_constraints:
            task="|".join(LSTM_TASKS),
            cell="|".join(CELLS),
        params:
            **calls("articles.lstm_backward.compute.join_shards:join_shards"),
        script:
            CALL


rule lstm_backward_lags:
    output:
        "results/lstm_backward/lags/{cell}.csv",
    log:
        "results/logs/lstm_backward/lags/{cell}.log",
    wildcard_constraints:
        cell="|".join(CELLS),
    priority: 10  # the longest jobs first: otherwise the run waits for the last of them alone
    resources:
        runtime=20,
    params:
        **config["lstm_backward"]["lags"],
        **calls("articles.lstm_backward.compute.training:lags"),
        cell=lambda wildcards: CELLS[wildcards.cell],
        seed=config["seed"],
        folder="results/lstm_backward/checkpoints/lags/{cell}",
    script:
        CALL


rule lstm_backward_lags_contrast:
    input:
        rnn="results/lstm_backward/lags/simple-RNN.csv",
        vanilla="results/lstm_backward/lags/vanilla.csv",
    output:
        scores="results/lstm_backward/lags.csv",
        contrast="results/lstm_backward/lags_contrast.csv",
    log:
        "results/logs/lstm_backward/lags_contrast.log",
    params:
        **calls("articles.lstm_backward.compute.contrast:lags_contrast"),
    script:
        CALL


rule lstm_backward_ablation:
    input:
        curves=expand(LSTM_RUNS, task=LSTM_TASKS, cell=ABLATED),
    output:
        seeds="results/lstm_backward/ablation_mnist_seeds.csv",
        variants="results/lstm_backward/ablation_mnist_variants.csv",
        differences="results/lstm_backward/ablation_mnist_differences.csv",
        verdicts="results/lstm_backward/ablation_mnist_verdicts.csv",
    log:
        "results/logs/lstm_backward/ablation.log",
    params:
        **calls("articles.lstm_backward.compute.ablation:ablation"),
    script:
        CALL
