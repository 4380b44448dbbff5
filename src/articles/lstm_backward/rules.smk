# LSTM back propagation: formulas tried as printed on random nets -> results/lstm_backward/*.csv


include: "rules/training.smk"
include: "rules/gradients.smk"


rule lstm_backward_chain_rules:
    output:
        "results/lstm_backward/chain_rules.csv",
    log:
        "results/logs/lstm_backward/chain_rules.log",
    params:
        **config["lstm_backward"]["chain_rules"],
        **calls("articles.lstm_backward.compute.chain_rules:try_all"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_formulas:
    output:
        "results/lstm_backward/formulas.csv",
    log:
        "results/logs/lstm_backward/formulas.log",
    params:
        **config["lstm_backward"]["formulas"],
        **calls("articles.lstm_backward.compute.formulas:try_all"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_statements:
    output:
        "results/lstm_backward/statements.csv",
    log:
        "results/logs/lstm_backward/statements.log",
    params:
        **config["lstm_backward"]["formulas"],
        **calls("articles.lstm_backward.compute.statements:try_all"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_jacobians:
    output:
        formulas="results/lstm_backward/jacobians.csv",
        bound="results/lstm_backward/bound_ratios.csv",
    log:
        "results/logs/lstm_backward/jacobians.log",
    params:
        **config["lstm_backward"]["formulas"],
        **calls("articles.lstm_backward.compute.jacobians:try_all"),
        seed=config["seed"],
    script:
        CALL


rule lstm_backward_fates:
    output:
        nets="results/lstm_backward/fates.csv",
        summary="results/lstm_backward/fates_summary.csv",
    log:
        "results/logs/lstm_backward/fates.log",
    params:
        **config["lstm_backward"]["fates"],
        **calls("articles.lstm_backward.compute.jacobians:fates"),
        seed=config["seed"],
    script:
        CALL
