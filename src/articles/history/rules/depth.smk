# Sections 2 and 3: gradients over depth, and pretraining.


rule history_gradients:
    output:
        profile="results/history/gradients_profile.csv",
        first_layer="results/history/gradients_first_layer.csv",
        rates="results/history/gradients_rates.csv",
    log:
        "results/logs/history/gradients.log",
    params:
        **config["history"]["gradients"],
        **calls("articles.history.compute.gradients:depth"),
        seed=config["seed"],
    script:
        CALL


rule history_pretraining:
    input:
        mnist="results/data/mnist.npz",
    output:
        curves="results/history/mnist_pretraining_curves.csv",
        gradients="results/history/mnist_pretraining_gradients.csv",
    log:
        "results/logs/history/pretraining.log",
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    resources:
        runtime=15,
    params:
        **config["history"]["pretraining"],
        **calls("articles.history.compute.pretraining:compare"),
        seed=config["seed"],
    script:
        CALL
