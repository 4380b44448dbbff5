# What the article claims: speed, accuracy, no assumptions.
# stopwatch.csv and stopwatch_ratios.csv hold measured seconds: they differ from run to run, nothing else does.


rule knn_rescaling:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.rescaling"),
    output:
        "results/knn/rescaling.csv",
    log:
        "results/logs/knn/rescaling.log",
    benchmark:
        "results/benchmarks/knn/rescaling.tsv"
    resources:
        mem_mb=growing(1500),
    params:
        **config["knn"]["rescaling"],
        call="articles.knn.compute.rescaling:rescaling",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_accuracy:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.accuracy"),
    output:
        "results/knn/accuracy.csv",
    log:
        "results/logs/knn/accuracy.log",
    benchmark:
        "results/benchmarks/knn/accuracy.tsv"
    params:
        **config["knn"]["accuracy"],
        call="articles.knn.compute.accuracy:accuracy",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_accuracy_ranks:
    input:
        accuracy="results/knn/accuracy.csv",
        code=sources("articles.knn.compute.accuracy"),
    output:
        "results/knn/accuracy_ranks.csv",
    log:
        "results/logs/knn/accuracy_ranks.log",
    benchmark:
        "results/benchmarks/knn/accuracy_ranks.tsv"
    params:
        call="articles.knn.compute.accuracy:ranks",
    script:
        "../scripts/call.py"


rule knn_accuracy_standing:
    input:
        ranks="results/knn/accuracy_ranks.csv",
        code=sources("articles.knn.compute.accuracy"),
    output:
        "results/knn/accuracy_standing.csv",
    log:
        "results/logs/knn/accuracy_standing.log",
    benchmark:
        "results/benchmarks/knn/accuracy_standing.tsv"
    params:
        call="articles.knn.compute.accuracy:standing",
    script:
        "../scripts/call.py"


rule knn_stopwatch:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.knn.compute.stopwatch"),
    output:
        "results/knn/stopwatch.csv",
    log:
        "results/logs/knn/stopwatch.log",
    benchmark:
        "results/benchmarks/knn/stopwatch.tsv"
    priority: 10  # the longest jobs first: one that begins last is waited for alone
    threads: 1  # one core for everyone, see the module
    resources:
        mem_mb=growing(4200),
    params:
        call="articles.knn.compute.stopwatch:seconds",
        seed=config["seed"],
        k=config["knn"]["stopwatch"]["k"],
        samples=config["knn"]["stopwatch"]["samples"],
        queries=config["knn"]["stopwatch"]["queries"],
        repeats=config["knn"]["stopwatch"]["repeats"],
    script:
        "../scripts/call.py"


rule knn_stopwatch_ratios:
    input:
        seconds="results/knn/stopwatch.csv",
        code=sources("articles.knn.compute.stopwatch"),
    output:
        "results/knn/stopwatch_ratios.csv",
    log:
        "results/logs/knn/stopwatch_ratios.log",
    benchmark:
        "results/benchmarks/knn/stopwatch_ratios.tsv"
    params:
        call="articles.knn.compute.stopwatch:ratios",
        far=config["knn"]["stopwatch"]["far"],
        margin_percent=config["knn"]["stopwatch"]["margin_percent"],
    script:
        "../scripts/call.py"


rule knn_stopwatch_figure:
    input:
        seconds="results/knn/stopwatch.csv",
        ratios="results/knn/stopwatch_ratios.csv",
        code=sources("articles.knn.draw.stopwatch"),
    output:
        multiext("results/knn/figures/knn-stopwatch", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/stopwatch_figure.log",
    benchmark:
        "results/benchmarks/knn/stopwatch_figure.tsv"
    params:
        call="articles.knn.draw.stopwatch:stopwatch",
    script:
        "../scripts/call.py"


rule knn_rescaling_figure:
    input:
        rescaling="results/knn/rescaling.csv",
        code=sources("articles.knn.draw.rescaling"),
    output:
        multiext("results/knn/figures/knn-rescaling", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/rescaling_figure.log",
    benchmark:
        "results/benchmarks/knn/rescaling_figure.tsv"
    params:
        call="articles.knn.draw.rescaling:rescaling",
    script:
        "../scripts/call.py"


rule knn_accuracy_figure:
    input:
        accuracy="results/knn/accuracy.csv",
        code=sources("articles.knn.draw.accuracy"),
    output:
        multiext("results/knn/figures/knn-accuracy", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/accuracy_figure.log",
    benchmark:
        "results/benchmarks/knn/accuracy_figure.tsv"
    params:
        call="articles.knn.draw.accuracy:accuracy",
    script:
        "../scripts/call.py"
