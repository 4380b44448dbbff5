# Bias and variance: closed forms and simulations, no input -> tables in results/bias_variance/


rule bias_variance_one_predictor:
    output:
        "results/bias_variance/one_predictor.csv",
    log:
        "results/logs/bias_variance/one_predictor.log",
    params:
        **config["bias_variance"]["one_predictor"],
        **calls("articles.bias_variance.compute.tradeoff:one_predictor"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_ten_predictors:
    output:
        "results/bias_variance/ten_predictors.csv",
    log:
        "results/logs/bias_variance/ten_predictors.log",
    params:
        **config["bias_variance"]["ten_predictors"],
        **calls("articles.bias_variance.compute.tradeoff:ten_predictors"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_optimum:
    input:
        one="results/bias_variance/one_predictor.csv",
        ten="results/bias_variance/ten_predictors.csv",
    output:
        "results/bias_variance/optimum.csv",
    log:
        "results/logs/bias_variance/optimum.log",
    params:
        **calls("articles.bias_variance.compute.tradeoff:optimum"),
    script:
        CALL


rule bias_variance_examples:
    output:
        points="results/bias_variance/examples_points.csv",
        lines="results/bias_variance/examples_lines.csv",
        errors="results/bias_variance/examples_errors.csv",
    log:
        "results/logs/bias_variance/examples.log",
    params:
        **config["bias_variance"]["examples"],
        **calls("articles.bias_variance.compute.examples:examples"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_remedies:
    output:
        "results/bias_variance/remedies.csv",
    log:
        "results/logs/bias_variance/remedies.log",
    params:
        **config["bias_variance"]["remedies"],
        **calls("articles.bias_variance.compute.remedies:remedies"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_signatures:
    input:
        one="results/bias_variance/one_predictor.csv",
        ten="results/bias_variance/ten_predictors.csv",
        remedies="results/bias_variance/remedies.csv",
    output:
        models="results/bias_variance/signatures_models.csv",
        shares="results/bias_variance/signatures_shares.csv",
    log:
        "results/logs/bias_variance/signatures.log",
    params:
        **calls("articles.bias_variance.compute.signatures:signatures"),
    script:
        CALL


rule bias_variance_sensitivity:
    output:
        predictors="results/bias_variance/sensitivity.csv",
        remaining="results/bias_variance/sensitivity_remaining.csv",
        large_k="results/bias_variance/sensitivity_large_k.csv",
    log:
        "results/logs/bias_variance/sensitivity.log",
    params:
        **config["bias_variance"]["sensitivity"],
        **calls("articles.bias_variance.compute.sensitivity:sensitivity"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_two_or_ten:
    output:
        "results/bias_variance/two_or_ten.csv",
    log:
        "results/logs/bias_variance/two_or_ten.log",
    params:
        **config["bias_variance"]["two_or_ten"],
        **calls("articles.bias_variance.compute.two_or_ten:two_or_ten"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_definition:
    output:
        "results/bias_variance/definition.csv",
    log:
        "results/logs/bias_variance/definition.log",
    params:
        **config["bias_variance"]["definition"],
        **calls("articles.bias_variance.compute.definition:definition"),
        seed=config["seed"],
    script:
        CALL
