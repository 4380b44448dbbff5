# The long run, by `make long`, and what its recorded tables say -> results/lstm_backward/{long,recorded}/
# `make` itself needs only the recorded tables, in the article's folder.
LONG_SEEDS = SIZES["lstm_backward"]["long"]["seeds"]
SEED_SHARDS = min(config["shards"], LONG_SEEDS)
# Other nets: path of a condition -> the condition, see compute/long_run.py, and its cells.
OTHERS = {
    "another-root-seed": ("another root seed", ALL_CELLS),
    "equal-parameters": ("equal parameters", [cell for cell in ALL_CELLS if cell not in SIMPLE_AND_LSTM]),
}
GRADIENTS = LONG["gradients"]


scattergather:
    seed_shards=SEED_SHARDS,


rule lstm_backward_long_search:
    input:
        mnist=mnist_of,
    output:
        "results/lstm_backward/long/search/{task}/{cell}.csv",
    log:
        "results/logs/lstm_backward/long_search/{task}/{cell}.log",
    wildcard_constraints:
        task="|".join(TRAINING["tasks"]),
        cell="|".join(PATHS),
    resources:
        runtime=120,
    params:
        **LONG["search"],
        **calls("articles.lstm_backward.compute.long_run:search_nets"),
        name="{task}",
        cell=lambda wildcards: PATHS[wildcards.cell],
        seed=config["seed"],
        settings=lambda wildcards: long_settings(wildcards.task),
        folder="results/lstm_backward/checkpoints/search/{task}/{cell}",
    script:
        CALL


rule lstm_backward_long_searched:
    input:
        tables=[
            f"results/lstm_backward/long/search/{task}/{path}.csv"
            for task in TRAINING["tasks"]
            if task not in TRAINING["tuned_as"]
            for path, cell in PATHS.items()
            if cell in cells_of(task)
        ],
    output:
        "results/lstm_backward/long/search.csv",
    log:
        "results/logs/lstm_backward/long_searched.log",
    params:
        **calls("articles.lstm_backward.compute.long_run:join"),
    script:
        CALL


rule lstm_backward_long_training:
    input:
        search="results/lstm_backward/long/search.csv",
        mnist=mnist_of,
    output:
        nets="results/lstm_backward/long/nets/{task}/{cell}-{shard}.csv",
        curves="results/lstm_backward/long/curves/{task}/{cell}-{shard}.csv",
    log:
        "results/logs/lstm_backward/long_training/{task}/{cell}-{shard}.log",
    wildcard_constraints:
        task="|".join(TRAINING["tasks"]),
        cell="|".join(PATHS),
        shard=r"\d+-of-\d+",
    resources:
        runtime=240,
        work=lambda wildcards: len(run_of(LONG_SEEDS, wildcards.shard)),
    params:
        **calls("articles.lstm_backward.compute.long_run:train_recorded"),
        name="{task}",
        tuned=lambda wildcards: TRAINING["tuned_as"].get(wildcards.task, wildcards.task),
        cell=lambda wildcards: PATHS[wildcards.cell],
        seed=config["seed"],
        seeds=LONG_SEEDS,
        settings=lambda wildcards: long_settings(wildcards.task),
        folder="results/lstm_backward/checkpoints/long/{task}",
        shard="{shard}",
    script:
        CALL


rule lstm_backward_long_other:
    input:
        search="results/lstm_backward/long/search.csv",
        mnist=mnist_of,
    output:
        "results/lstm_backward/long/others/{condition}/{task}/{cell}.csv",
    log:
        "results/logs/lstm_backward/long_other/{condition}/{task}/{cell}.log",
    wildcard_constraints:
        condition="|".join(OTHERS),
        task="|".join(TRAINING["compared"]),
        cell="|".join(PATHS),
    resources:
        runtime=240,
    params:
        **LONG["others"],
        **calls("articles.lstm_backward.compute.long_run:train_others"),
        name="{task}",
        cell=lambda wildcards: PATHS[wildcards.cell],
        condition=lambda wildcards: OTHERS[wildcards.condition][0],
        seed=config["seed"],
        settings=lambda wildcards: long_settings(wildcards.task),
        folder="results/lstm_backward/checkpoints/others/{condition}/{task}/{cell}",
    script:
        CALL


rule lstm_backward_long_others:
    input:
        tables=[
            f"results/lstm_backward/long/others/{condition}/{task}/{path}.csv"
            for condition, (_, cells) in OTHERS.items()
            for task in TRAINING["compared"]
            for path, cell in PATHS.items()
            if cell in cells
        ],
    output:
        "results/lstm_backward/long/others.csv",
    log:
        "results/logs/lstm_backward/long_others.log",
    params:
        **calls("articles.lstm_backward.compute.long_run:join"),
    script:
        CALL


rule lstm_backward_long_gradients:
    output:
        "results/lstm_backward/long/gradients{other}.csv",
    log:
        "results/logs/lstm_backward/long_gradients{other}.log",
    wildcard_constraints:
        other="|_other",  # the second: from another root seed
    resources:
        runtime=120,
    params:
        **{name: value for name, value in GRADIENTS.items() if name != "updates"},
        **calls("articles.lstm_backward.compute.gradient_grid:gradient_grid"),
        seed=lambda wildcards: config["seed"] + (wildcards.other != ""),
        settings=TRAINING["tasks"][GRADIENTS["name"]] | {"updates": GRADIENTS["updates"]},
        folder="results/lstm_backward/checkpoints/gradients{other}",
    script:
        CALL


rule lstm_backward_long_joined:
    input:
        nets=[
            gather.seed_shards(f"results/lstm_backward/long/nets/{task}/{path}-{{scatteritem}}.csv")
            for task in TRAINING["tasks"]
            for path, cell in PATHS.items()
            if cell in cells_of(task)
        ],
        curves=[
            gather.seed_shards(f"results/lstm_backward/long/curves/{task}/{path}-{{scatteritem}}.csv")
            for task in TRAINING["tasks"]
            for path, cell in PATHS.items()
            if cell in cells_of(task)
        ],
    output:
        nets="results/lstm_backward/long/nets.csv",
        curves="results/lstm_backward/long/curves.csv",
    log:
        "results/logs/lstm_backward/long_joined.log",
    params:
        **calls("articles.lstm_backward.compute.long_run:joined"),
    script:
        CALL


rule lstm_backward_recorded:
    input:
        nets=f"{RECORDED}/nets.csv",
        curves=f"{RECORDED}/curves.csv",
        others=f"{RECORDED}/others.csv",
    output:
        curves="results/lstm_backward/recorded/curves.csv",
        scores="results/lstm_backward/recorded/scores.csv",
        cells="results/lstm_backward/recorded/cells.csv",
        leads="results/lstm_backward/recorded/leads.csv",
        seeds="results/lstm_backward/recorded/ablation_seeds.csv",
        variants="results/lstm_backward/recorded/ablation_variants.csv",
        verdicts="results/lstm_backward/recorded/ablation_verdicts.csv",
        greff="results/lstm_backward/recorded/greff.csv",
        other_variants="results/lstm_backward/recorded/other_variants.csv",
        other_verdicts="results/lstm_backward/recorded/other_verdicts.csv",
        other_cells="results/lstm_backward/recorded/other_cells.csv",
    log:
        "results/logs/lstm_backward/recorded.log",
    params:
        **calls("articles.lstm_backward.compute.recorded:recorded"),
        compared=TRAINING["compared"],
    script:
        CALL


rule lstm_backward_choices:
    input:
        search=f"{RECORDED}/search.csv",
    output:
        search="results/lstm_backward/recorded/search.csv",
        choices="results/lstm_backward/recorded/choices.csv",
    log:
        "results/logs/lstm_backward/choices.log",
    params:
        **calls("articles.lstm_backward.compute.recorded:searched"),
    script:
        CALL


rule lstm_backward_record_check:
    input:
        recorded=f"{RECORDED}/curves.csv",
        curves=expand("results/lstm_backward/training/{task}.csv", task=TRAINING["tasks"]),
    output:
        "results/lstm_backward/record_check.csv",
    log:
        "results/logs/lstm_backward/record_check.log",
    params:
        **calls("articles.lstm_backward.compute.agreement:record_check"),
    script:
        CALL
