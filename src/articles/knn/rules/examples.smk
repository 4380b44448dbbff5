# The step-by-step toy, regression, and what the method is.


rule knn_toy_points:
    output:
        "results/knn/toy_points.csv",
    log:
        "results/logs/knn/toy_points.log",
    params:
        **config["knn"]["toy"],
        **calls("articles.knn.compute.toy:points"),
    script:
        CALL


rule knn_toy:
    input:
        points="results/knn/toy_points.csv",
    output:
        "results/knn/toy.csv",
    log:
        "results/logs/knn/toy.log",
    params:
        **calls("articles.knn.compute.toy:outcomes"),
    script:
        CALL


rule knn_regression_fits:
    output:
        points="results/knn/regression_points.csv",
        curves="results/knn/regression_curves.csv",
    log:
        "results/logs/knn/regression_fits.log",
    params:
        **calls("articles.knn.compute.regression:fits"),
        seed=config["seed"],
        samples=config["knn"]["regression"]["samples"],
        noise_sd=config["knn"]["regression"]["noise_sd"],
        grid=config["knn"]["regression"]["grid"],
        shown=config["knn"]["regression"]["shown"],
    script:
        CALL


rule knn_regression:
    output:
        errors="results/knn/regression.csv",
        choices="results/knn/regression_choices.csv",
    log:
        "results/logs/knn/regression.log",
    params:
        **calls("articles.knn.compute.regression:sweep"),
        seed=config["seed"],
        samples=config["knn"]["regression"]["samples"],
        noise_sd=config["knn"]["regression"]["noise_sd"],
        grid=config["knn"]["regression"]["grid"],
        k_max=config["knn"]["regression"]["k_max"],
        training_sets=config["knn"]["regression"]["training_sets"],
    script:
        CALL


rule knn_works:
    input:
        test=gather.shards("results/knn/neighbours/test-{scatteritem}.npz"),
        choices="results/knn/choices.csv",
        regression="results/knn/regression_choices.csv",
    output:
        "results/knn/works.csv",
    log:
        "results/logs/knn/works.log",
    params:
        **calls("articles.knn.compute.works:works"),
    script:
        CALL


rule knn_definition:
    output:
        "results/knn/definition.csv",
    log:
        "results/logs/knn/definition.log",
    params:
        **config["knn"]["definition"],
        **calls("articles.knn.compute.definition:check"),
        seed=config["seed"],
    script:
        CALL
