# LSTM back propagation, sections 1 to 3: printed formulas, random nets, trained nets -> results/lstm_backward/*


include: "rules/training.smk"
include: "rules/gradients.smk"


rule lstm_backward_formula_errors:
    output:
        chain_rules="results/lstm_backward/chain_rules.csv",
        backward_pass="results/lstm_backward/backward_pass.csv",
        cells_and_clipping="results/lstm_backward/cells_and_clipping.csv",
    log:
        "results/logs/lstm_backward/formula_errors.log",
    params:
        **calls("articles.lstm_backward.compute.formula_errors:formula_errors"),
        seed=config["seed"],
        formulas=config["lstm_backward"]["formulas"],
        chain_rules=config["lstm_backward"]["chain_rules"],
    script:
        CALL


rule lstm_backward_jacobians:
    output:
        jacobians="results/lstm_backward/jacobians.csv",
        bound_ratios="results/lstm_backward/bound_ratios.csv",
        fates="results/lstm_backward/fates.csv",
        fates_summary="results/lstm_backward/fates_summary.csv",
    log:
        "results/logs/lstm_backward/jacobians.log",
    params:
        **calls("articles.lstm_backward.compute.jacobians:jacobians"),
        seed=config["seed"],
        formulas=config["lstm_backward"]["formulas"],
        fates=config["lstm_backward"]["fates"],
    script:
        CALL
