# LSTM forward propagation: random and small trained nets -> results/lstm_forward/*.csv


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
        straight="results/lstm_forward/multiplication_straight.csv",
        leads="results/lstm_forward/multiplication_leads.csv",
    log:
        "results/logs/lstm_forward/multiplication.log",
    params:
        **config["lstm_forward"]["multiplication"],
        **calls("articles.lstm_forward.compute.multiplication:multiplication"),
        seed=config["seed"],
    script:
        CALL


rule lstm_forward_gates:
    output:
        ranges="results/lstm_forward/ranges.csv",
        extremes="results/lstm_forward/extremes.csv",
        reads="results/lstm_forward/reads.csv",
        sums="results/lstm_forward/sums.csv",
        learned="results/lstm_forward/learned.csv",
        by_hand="results/lstm_forward/by_hand.csv",
    log:
        "results/logs/lstm_forward/gates.log",
    params:
        **calls("articles.lstm_forward.compute.gates:gates"),
        seed=config["seed"],
        ranges=config["lstm_forward"]["ranges"],
        extremes=config["lstm_forward"]["extremes"],
        reads=config["lstm_forward"]["reads"],
        sums=config["lstm_forward"]["sums"],
        learned=config["lstm_forward"]["learned"],
        by_hand=config["lstm_forward"]["by_hand"],
    script:
        CALL


rule lstm_forward_blocks:
    output:
        recurrence="results/lstm_forward/recurrence.csv",
        streams="results/lstm_forward/streams.csv",
        links="results/lstm_forward/links.csv",
        charts="results/lstm_forward/charts.csv",
        walk="results/lstm_forward/walk.csv",
        ramps="results/lstm_forward/ramps.csv",
    log:
        "results/logs/lstm_forward/blocks.log",
    params:
        **calls("articles.lstm_forward.compute.blocks:blocks"),
        seed=config["seed"],
        recurrence=config["lstm_forward"]["recurrence"],
        charts=config["lstm_forward"]["charts"],
    script:
        CALL
