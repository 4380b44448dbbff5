# The step-by-step toy, regression, and what the method is.


rule knn_toy_points:
    input:
        code=sources("articles.knn.compute.toy"),
    output:
        "results/knn/toy_points.csv",
    log:
        "results/logs/knn/toy_points.log",
    benchmark:
        "results/benchmarks/knn/toy_points.tsv"
    params:
        **config["knn"]["toy"],
        call="articles.knn.compute.toy:points",
    script:
        "../scripts/call.py"


rule knn_toy:
    input:
        points="results/knn/toy_points.csv",
        code=sources("articles.knn.compute.toy"),
    output:
        "results/knn/toy.csv",
    log:
        "results/logs/knn/toy.log",
    benchmark:
        "results/benchmarks/knn/toy.tsv"
    params:
        call="articles.knn.compute.toy:outcomes",
    script:
        "../scripts/call.py"


rule knn_regression_fits:
    input:
        code=sources("articles.knn.compute.regression"),
    output:
        points="results/knn/regression_points.csv",
        curves="results/knn/regression_curves.csv",
    log:
        "results/logs/knn/regression_fits.log",
    benchmark:
        "results/benchmarks/knn/regression_fits.tsv"
    params:
        call="articles.knn.compute.regression:fits",
        seed=config["seed"],
        samples=config["knn"]["regression"]["samples"],
        noise_sd=config["knn"]["regression"]["noise_sd"],
        grid=config["knn"]["regression"]["grid"],
        shown=config["knn"]["regression"]["shown"],
    script:
        "../scripts/call.py"


rule knn_regression:
    input:
        code=sources("articles.knn.compute.regression"),
    output:
        errors="results/knn/regression.csv",
        choices="results/knn/regression_choices.csv",
    log:
        "results/logs/knn/regression.log",
    benchmark:
        "results/benchmarks/knn/regression.tsv"
    params:
        call="articles.knn.compute.regression:sweep",
        seed=config["seed"],
        samples=config["knn"]["regression"]["samples"],
        noise_sd=config["knn"]["regression"]["noise_sd"],
        grid=config["knn"]["regression"]["grid"],
        k_max=config["knn"]["regression"]["k_max"],
        training_sets=config["knn"]["regression"]["training_sets"],
    script:
        "../scripts/call.py"


rule knn_works:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        choices="results/knn/choices.csv",
        regression="results/knn/regression_choices.csv",
        code=sources("articles.knn.compute.works"),
    output:
        "results/knn/works.csv",
    log:
        "results/logs/knn/works.log",
    benchmark:
        "results/benchmarks/knn/works.tsv"
    params:
        call="articles.knn.compute.works:works",
    script:
        "../scripts/call.py"


rule knn_definition:
    input:
        code=sources("articles.knn.compute.definition"),
    output:
        "results/knn/definition.csv",
    log:
        "results/logs/knn/definition.log",
    benchmark:
        "results/benchmarks/knn/definition.tsv"
    params:
        **config["knn"]["definition"],
        call="articles.knn.compute.definition:check",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule knn_toy_k123_figure:
    input:
        points="results/knn/toy_points.csv",
        outcomes="results/knn/toy.csv",
        code=sources("articles.knn.draw.toy"),
    output:
        multiext("results/knn/figures/knn-toy-k123", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/toy_k123_figure.log",
    benchmark:
        "results/benchmarks/knn/toy_k123_figure.tsv"
    params:
        call="articles.knn.draw.toy:toy",
    script:
        "../scripts/call.py"


rule knn_regression_vs_k_figure:
    input:
        points="results/knn/regression_points.csv",
        curves="results/knn/regression_curves.csv",
        errors="results/knn/regression.csv",
        choices="results/knn/regression_choices.csv",
        code=sources("articles.knn.draw.regression"),
    output:
        multiext("results/knn/figures/knn-regression-vs-k", ".svg", ".pdf", ".png"),
    log:
        "results/logs/knn/regression_vs_k_figure.log",
    benchmark:
        "results/benchmarks/knn/regression_vs_k_figure.tsv"
    params:
        call="articles.knn.draw.regression:regression_vs_k",
    script:
        "../scripts/call.py"
