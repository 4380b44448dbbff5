# Experiments of LSTM forward propagation: repeated multiplication -> results/lstm_forward/*.csv, figures/


rule lstm_forward_products:
    input:
        code=sources("articles.lstm_forward.compute.multiplication"),
    output:
        norms="results/lstm_forward/product_norms.csv",
        usual="results/lstm_forward/products_usual.csv",
    log:
        "results/logs/lstm_forward/products.log",
    benchmark:
        "results/benchmarks/lstm_forward/products.tsv"
    params:
        **config["lstm_forward"]["multiplication"],
        call="articles.lstm_forward.compute.multiplication:products",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule lstm_forward_products_figure:
    input:
        norms="results/lstm_forward/product_norms.csv",
        usual="results/lstm_forward/products_usual.csv",
        code=sources("articles.lstm_forward.draw.multiplication"),
    output:
        multiext("results/lstm_forward/figures/repeated-multiplication", ".svg", ".pdf", ".png"),
    log:
        "results/logs/lstm_forward/products_figure.log",
    benchmark:
        "results/benchmarks/lstm_forward/products_figure.tsv"
    params:
        call="articles.lstm_forward.draw.multiplication:products",
    script:
        "../scripts/call.py"
