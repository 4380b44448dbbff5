# What the article claims of KNN (accuracy, no assumption, speed, both tasks): MNIST, tables of the other rules -> tables


rule knn_accuracy:
    input:
        mnist="results/data/mnist.npz",
    output:
        accuracy="results/knn/accuracy.csv",
        ranks="results/knn/accuracy_ranks.csv",
    log:
        "results/logs/knn/accuracy.log",
    params:
        **config["knn"]["accuracy"],
        **calls("articles.knn.compute.accuracy:accuracy"),
        seed=config["seed"],
    script:
        CALL


rule knn_rescaling:
    input:
        mnist="results/data/mnist.npz",
    output:
        "results/knn/rescaling.csv",
    log:
        "results/logs/knn/rescaling.log",
    resources:
        mem_mb=growing(1500),
    params:
        **config["knn"]["rescaling"],
        **calls("articles.knn.compute.rescaling:rescaling"),
        seed=config["seed"],
    script:
        CALL


rule knn_stopwatch:
    input:
        mnist="results/data/mnist.npz",
    output:
        "results/knn/stopwatch.csv",
    log:
        "results/logs/knn/stopwatch.log",
    priority: 10  # start the longest jobs first: one that starts last runs alone at the end
    threads: 1  # the same for every classifier, see the module
    resources:
        mem_mb=growing(4200),
    params:
        **calls("articles.knn.compute.stopwatch:stopwatch"),
        seed=config["seed"],
        k=config["knn"]["stopwatch"]["k"],
        samples=config["knn"]["stopwatch"]["samples"],
        queries=config["knn"]["stopwatch"]["queries"],
        repeats=config["knn"]["stopwatch"]["repeats"],
    script:
        CALL


rule knn_stopwatch_ratios:
    input:
        seconds="results/knn/stopwatch.csv",
    output:
        "results/knn/stopwatch_ratios.csv",
    log:
        "results/logs/knn/stopwatch_ratios.log",
    params:
        **calls("articles.knn.compute.stopwatch:stopwatch_ratios"),
        far=config["knn"]["stopwatch"]["far"],
        margin_percent=config["knn"]["stopwatch"]["margin_percent"],
    script:
        CALL


rule knn_better_than_baseline:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        choices="results/knn/choices.csv",
        regression="results/knn/regression_choices.csv",
    output:
        "results/knn/better_than_baseline.csv",
    log:
        "results/logs/knn/better_than_baseline.log",
    params:
        **calls("articles.knn.compute.better_than_baseline:better_than_baseline"),
    script:
        CALL
