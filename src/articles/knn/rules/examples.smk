# The step-by-step toy, regression on a made-up curve, the definition at the end: no input -> tables


rule knn_toy:
    output:
        points="results/knn/toy_points.csv",
        outcomes="results/knn/toy_outcomes.csv",
    log:
        "results/logs/knn/toy.log",
    params:
        **config["knn"]["toy"],
        **calls("articles.knn.compute.toy:toy"),
    script:
        CALL


rule knn_regression:
    output:
        points="results/knn/regression_points.csv",
        curves="results/knn/regression_curves.csv",
        errors="results/knn/regression_errors.csv",
        choices="results/knn/regression_choices.csv",
    log:
        "results/logs/knn/regression.log",
    params:
        **config["knn"]["regression"],
        **calls("articles.knn.compute.regression:regression"),
        seed=config["seed"],
    script:
        CALL


rule knn_definition:
    output:
        "results/knn/definition.csv",
    log:
        "results/logs/knn/definition.log",
    params:
        **config["knn"]["definition"],
        **calls("articles.knn.compute.definition:definition"),
        seed=config["seed"],
    script:
        CALL
