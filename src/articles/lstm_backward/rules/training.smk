# Section 3: nets trained on the tasks of docs/experiments.md, and what they say -> results/lstm_backward/{training,run}/
# What `make long` makes of them is in rules/long.smk.


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
