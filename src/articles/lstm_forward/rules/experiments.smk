# Experiments of LSTM forward propagation: repeated multiplication -> results/lstm_forward/*.csv, figures/


rule lstm_forward_products:
    output:
        norms="results/lstm_forward/product_norms.csv",
        usual="results/lstm_forward/products_usual.csv",
    log:
        "results/logs/lstm_forward/products.log",
    params:
        **config["lstm_forward"]["multiplication"],
        **calls("articles.lstm_forward.compute.multiplication:products"),
        seed=config["seed"],
    script:
        CALL
