# LSTM forward propagation: equations tried as printed, gates and the cell -> results/lstm_forward/*.csv


include: "rules/experiments.smk"


rule lstm_forward_formulas:
    output:
        "results/lstm_forward/formulas.csv",
    log:
        "results/logs/lstm_forward/formulas.log",
    params:
        **config["lstm_forward"]["formulas"],
        **calls("articles.lstm_forward.compute.formulas:try_all"),
        seed=config["seed"],
    script:
        CALL


rule lstm_forward_ages:
    output:
        "results/lstm_forward/ages.csv",
    log:
        "results/logs/lstm_forward/ages.log",
    params:
        **config["lstm_forward"]["ages"],
        **calls("articles.lstm_forward.compute.formulas:ages"),
    script:
        CALL


rule lstm_forward_ranges:
    output:
        "results/lstm_forward/ranges.csv",
    log:
        "results/logs/lstm_forward/ranges.log",
    params:
        **config["lstm_forward"]["ranges"],
        **calls("articles.lstm_forward.compute.gates:ranges"),
        seed=config["seed"],
    script:
        CALL


rule lstm_forward_extremes:
    output:
        "results/lstm_forward/extremes.csv",
    log:
        "results/logs/lstm_forward/extremes.log",
    params:
        **config["lstm_forward"]["extremes"],
        **calls("articles.lstm_forward.compute.gates:extremes"),
        seed=config["seed"],
    script:
        CALL


rule lstm_forward_peepholes:
    output:
        "results/lstm_forward/peepholes.csv",
    log:
        "results/logs/lstm_forward/peepholes.log",
    params:
        **config["lstm_forward"]["peepholes"],
        **calls("articles.lstm_forward.compute.gates:peepholes"),
        seed=config["seed"],
    script:
        CALL
