# Sections 2 and 3: gradients over depth, and pretraining.


rule history_gradients:
    input:
        code=sources("articles.history.compute.gradients"),
    output:
        profile="results/history/gradients_profile.csv",
        first_layer="results/history/gradients_first_layer.csv",
        rates="results/history/gradients_rates.csv",
    log:
        "results/logs/history/gradients.log",
    benchmark:
        "results/benchmarks/history/gradients.tsv"
    params:
        **config["history"]["gradients"],
        call="articles.history.compute.gradients:depth",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_pretraining:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.history.compute.pretraining"),
    output:
        curves="results/history/mnist_pretraining_curves.csv",
        gradients="results/history/mnist_pretraining_gradients.csv",
    log:
        "results/logs/history/pretraining.log",
    benchmark:
        "results/benchmarks/history/pretraining.tsv"
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    resources:
        runtime=15,
    params:
        **config["history"]["pretraining"],
        call="articles.history.compute.pretraining:compare",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule history_gradients_figure:
    input:
        profile="results/history/gradients_profile.csv",
        first_layer="results/history/gradients_first_layer.csv",
        rates="results/history/gradients_rates.csv",
        code=sources("articles.history.draw.gradients"),
    output:
        multiext("results/history/figures/depth-vs-gradient", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/gradients_figure.log",
    benchmark:
        "results/benchmarks/history/gradients_figure.tsv"
    params:
        call="articles.history.draw.gradients:depth_vs_gradient",
    script:
        "../scripts/call.py"


rule history_pretraining_figure:
    input:
        curves="results/history/mnist_pretraining_curves.csv",
        gradients="results/history/mnist_pretraining_gradients.csv",
        code=sources("articles.history.draw.pretraining"),
    output:
        multiext("results/history/figures/mnist-pretraining", ".svg", ".pdf", ".png"),
    log:
        "results/logs/history/pretraining_figure.log",
    benchmark:
        "results/benchmarks/history/pretraining_figure.tsv"
    params:
        call="articles.history.draw.pretraining:pretraining",
    script:
        "../scripts/call.py"
