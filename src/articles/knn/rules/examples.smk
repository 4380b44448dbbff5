# The step-by-step toy, regression on a made-up curve, the definition, classes of several shapes: no input -> tables


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


rule knn_examples:
    output:
        definition="results/knn/definition.csv",
        shapes="results/knn/shapes.csv",
    log:
        "results/logs/knn/examples.log",
    params:
        **calls("articles.knn.compute.examples:examples"),
        seed=config["seed"],
        definition=config["knn"]["definition"],
        shapes=config["knn"]["shapes"],
    script:
        CALL
