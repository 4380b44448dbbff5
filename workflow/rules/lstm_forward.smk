# LSTM forward propagation: equations tried as printed, gates and the cell -> results/lstm_forward/*.csv


include: "lstm_forward_experiments.smk"
include: "lstm_forward_schematics.smk"


rule lstm_forward:
    input:
        deliverables("lstm_forward"),


rule lstm_forward_formulas:
    input:
        code=sources("articles.lstm_forward.compute.formulas"),
    output:
        "results/lstm_forward/formulas.csv",
    log:
        "results/logs/lstm_forward/formulas.log",
    benchmark:
        "results/benchmarks/lstm_forward/formulas.tsv"
    params:
        **config["lstm_forward"]["formulas"],
        call="articles.lstm_forward.compute.formulas:try_all",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_forward_ages:
    input:
        code=sources("articles.lstm_forward.compute.formulas"),
    output:
        "results/lstm_forward/ages.csv",
    log:
        "results/logs/lstm_forward/ages.log",
    benchmark:
        "results/benchmarks/lstm_forward/ages.tsv"
    params:
        **config["lstm_forward"]["ages"],
        call="articles.lstm_forward.compute.formulas:ages",
    script:
        "../scripts/call.py"


rule lstm_forward_ranges:
    input:
        code=sources("articles.lstm_forward.compute.gates"),
    output:
        "results/lstm_forward/ranges.csv",
    log:
        "results/logs/lstm_forward/ranges.log",
    benchmark:
        "results/benchmarks/lstm_forward/ranges.tsv"
    params:
        **config["lstm_forward"]["ranges"],
        call="articles.lstm_forward.compute.gates:ranges",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_forward_extremes:
    input:
        code=sources("articles.lstm_forward.compute.gates"),
    output:
        "results/lstm_forward/extremes.csv",
    log:
        "results/logs/lstm_forward/extremes.log",
    benchmark:
        "results/benchmarks/lstm_forward/extremes.tsv"
    params:
        **config["lstm_forward"]["extremes"],
        call="articles.lstm_forward.compute.gates:extremes",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_forward_peepholes:
    input:
        code=sources("articles.lstm_forward.compute.gates"),
    output:
        "results/lstm_forward/peepholes.csv",
    log:
        "results/logs/lstm_forward/peepholes.log",
    benchmark:
        "results/benchmarks/lstm_forward/peepholes.tsv"
    params:
        **config["lstm_forward"]["peepholes"],
        call="articles.lstm_forward.compute.gates:peepholes",
        seed=config["seed"],
    script:
        "../scripts/call.py"
