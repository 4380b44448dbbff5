# LSTM back propagation: formulas tried as printed on random nets -> results/lstm_backward/*.csv


include: "lstm_backward_training.smk"
include: "lstm_backward_gradients.smk"
include: "lstm_backward_schematics.smk"


rule lstm_backward:
    input:
        deliverables("lstm_backward"),


rule lstm_backward_chain_rules:
    input:
        code=sources("articles.lstm_backward.compute.chain_rules"),
    output:
        "results/lstm_backward/chain_rules.csv",
    log:
        "results/logs/lstm_backward/chain_rules.log",
    benchmark:
        "results/benchmarks/lstm_backward/chain_rules.tsv"
    params:
        **config["lstm_backward"]["chain_rules"],
        call="articles.lstm_backward.compute.chain_rules:try_all",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_formulas:
    input:
        code=sources("articles.lstm_backward.compute.formulas"),
    output:
        "results/lstm_backward/formulas.csv",
    log:
        "results/logs/lstm_backward/formulas.log",
    benchmark:
        "results/benchmarks/lstm_backward/formulas.tsv"
    params:
        **config["lstm_backward"]["formulas"],
        call="articles.lstm_backward.compute.formulas:try_all",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_statements:
    input:
        code=sources("articles.lstm_backward.compute.statements"),
    output:
        "results/lstm_backward/statements.csv",
    log:
        "results/logs/lstm_backward/statements.log",
    benchmark:
        "results/benchmarks/lstm_backward/statements.tsv"
    params:
        **config["lstm_backward"]["formulas"],
        call="articles.lstm_backward.compute.statements:try_all",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_jacobians:
    input:
        code=sources("articles.lstm_backward.compute.jacobians"),
    output:
        formulas="results/lstm_backward/jacobians.csv",
        bound="results/lstm_backward/bound_ratios.csv",
    log:
        "results/logs/lstm_backward/jacobians.log",
    benchmark:
        "results/benchmarks/lstm_backward/jacobians.tsv"
    params:
        **config["lstm_backward"]["formulas"],
        call="articles.lstm_backward.compute.jacobians:try_all",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_backward_fates:
    input:
        code=sources("articles.lstm_backward.compute.jacobians"),
    output:
        nets="results/lstm_backward/fates.csv",
        summary="results/lstm_backward/fates_summary.csv",
    log:
        "results/logs/lstm_backward/fates.log",
    benchmark:
        "results/benchmarks/lstm_backward/fates.tsv"
    params:
        **config["lstm_backward"]["fates"],
        call="articles.lstm_backward.compute.jacobians:fates",
        seed=config["seed"],
    script:
        "../scripts/call.py"
