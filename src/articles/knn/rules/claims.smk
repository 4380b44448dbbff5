# What the article claims: speed, accuracy, no assumptions.
# stopwatch.csv and stopwatch_ratios.csv hold measured seconds: they differ from run to run, nothing else does.


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


rule knn_accuracy:
    input:
        mnist="results/data/mnist.npz",
    output:
        "results/knn/accuracy.csv",
    log:
        "results/logs/knn/accuracy.log",
    params:
        **config["knn"]["accuracy"],
        **calls("articles.knn.compute.accuracy:accuracy"),
        seed=config["seed"],
    script:
        CALL


rule knn_accuracy_ranks:
    input:
        accuracy="results/knn/accuracy.csv",
    output:
        "results/knn/accuracy_ranks.csv",
    log:
        "results/logs/knn/accuracy_ranks.log",
    params:
        **calls("articles.knn.compute.accuracy:ranks"),
    script:
        CALL


rule knn_accuracy_standing:
    input:
        ranks="results/knn/accuracy_ranks.csv",
    output:
        "results/knn/accuracy_standing.csv",
    log:
        "results/logs/knn/accuracy_standing.log",
    params:
        **calls("articles.knn.compute.accuracy:standing"),
    script:
        CALL


rule knn_stopwatch:
    input:
        mnist="results/data/mnist.npz",
    output:
        "results/knn/stopwatch.csv",
    log:
        "results/logs/knn/stopwatch.log",
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    threads: 1  # one core for everyone, see the module
    resources:
        mem_mb=growing(4200),
    params:
        **calls("articles.knn.compute.stopwatch:seconds"),
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
        **calls("articles.knn.compute.stopwatch:ratios"),
        far=config["knn"]["stopwatch"]["far"],
        margin_percent=config["knn"]["stopwatch"]["margin_percent"],
    script:
        CALL
