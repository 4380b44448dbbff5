# LSTM forward propagation, sections 1, 2 and 4: random nets and printed equations -> results/lstm_forward/*.csv


rule lstm_forward_ages:
    output:
        "results/lstm_forward/ages.csv",
    log:
        "results/logs/lstm_forward/ages.log",
    params:
        **config["lstm_forward"]["ages"],
        **calls("articles.lstm_forward.compute.ages:ages"),
    script:
        CALL


rule lstm_forward_multiplication:
    output:
        norms="results/lstm_forward/multiplication_norms.csv",
        shares="results/lstm_forward/multiplication_shares.csv",
    log:
        "results/logs/lstm_forward/multiplication.log",
    params:
        **config["lstm_forward"]["multiplication"],
        **calls("articles.lstm_forward.compute.multiplication:multiplication"),
        seed=config["seed"],
    script:
        CALL


rule lstm_forward_formula_errors:
    output:
        "results/lstm_forward/formula_errors.csv",
    log:
        "results/logs/lstm_forward/formula_errors.log",
    params:
        **config["lstm_forward"]["formulas"],
        **calls("articles.lstm_forward.compute.formula_errors:formula_errors"),
        seed=config["seed"],
    script:
        CALL


rule lstm_forward_gates:
    output:
        ranges="results/lstm_forward/ranges.csv",
        extremes="results/lstm_forward/extremes.csv",
        peepholes="results/lstm_forward/peepholes.csv",
    log:
        "results/logs/lstm_forward/gates.log",
    params:
        **calls("articles.lstm_forward.compute.gates:gates"),
        seed=config["seed"],
        ranges=config["lstm_forward"]["ranges"],
        extremes=config["lstm_forward"]["extremes"],
        peepholes=config["lstm_forward"]["peepholes"],
    script:
        CALL
