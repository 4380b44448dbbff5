# Bias and variance: closed forms and simulations, no input -> tables in results/bias_variance/


rule bias_variance_one_predictor:
    output:
        table="results/bias_variance/one_predictor.csv",
        fits="results/bias_variance/one_predictor_fits.csv",
    log:
        "results/logs/bias_variance/one_predictor.log",
    params:
        **config["bias_variance"]["one_predictor"],
        **calls("articles.bias_variance.compute.fits:tables"),
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


rule bias_variance_population:
    output:
        "results/bias_variance/population.csv",
    log:
        "results/logs/bias_variance/population.log",
    params:
        **config["bias_variance"]["population"],
        **calls("articles.bias_variance.compute.population:population"),
        seed=config["seed"],
    script:
        CALL


rule bias_variance_tendencies:
    input:
        population="results/bias_variance/population.csv",
    output:
        symptoms="results/bias_variance/tendencies_symptoms.csv",
        consequences="results/bias_variance/tendencies_consequences.csv",
        balance="results/bias_variance/tendencies_balance.csv",
        tradeoff="results/bias_variance/tendencies_tradeoff.csv",
        untested="results/bias_variance/tendencies_untested.csv",
        memorised="results/bias_variance/tendencies_memorised.csv",
        two_or_ten="results/bias_variance/tendencies_two_or_ten.csv",
        remedies="results/bias_variance/tendencies_remedies.csv",
    log:
        "results/logs/bias_variance/tendencies.log",
    params:
        **calls("articles.bias_variance.compute.tendencies:tendencies"),
    script:
        CALL


rule bias_variance_sensitivity:
    output:
        predictors="results/bias_variance/sensitivity.csv",
        remaining="results/bias_variance/sensitivity_remaining.csv",
        can="results/bias_variance/sensitivity_can.csv",
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
