# Every table; the article has no section numbers.


rule bias_variance_one_predictor:
    input:
        code=sources("articles.bias_variance.compute.tradeoff"),
    output:
        "results/bias_variance/one_predictor.csv",
    log:
        "results/logs/bias_variance/one_predictor.log",
    benchmark:
        "results/benchmarks/bias_variance/one_predictor.tsv"
    params:
        **config["bias_variance"]["one_predictor"],
        call="articles.bias_variance.compute.tradeoff:one_predictor",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule bias_variance_ten_predictors:
    input:
        code=sources("articles.bias_variance.compute.tradeoff"),
    output:
        "results/bias_variance/ten_predictors.csv",
    log:
        "results/logs/bias_variance/ten_predictors.log",
    benchmark:
        "results/benchmarks/bias_variance/ten_predictors.tsv"
    params:
        **config["bias_variance"]["ten_predictors"],
        call="articles.bias_variance.compute.tradeoff:ten_predictors",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule bias_variance_optimum:
    input:
        one="results/bias_variance/one_predictor.csv",
        ten="results/bias_variance/ten_predictors.csv",
        code=sources("articles.bias_variance.compute.tradeoff"),
    output:
        "results/bias_variance/optimum.csv",
    log:
        "results/logs/bias_variance/optimum.log",
    benchmark:
        "results/benchmarks/bias_variance/optimum.tsv"
    params:
        call="articles.bias_variance.compute.tradeoff:optimum",
    script:
        "../scripts/call.py"


rule bias_variance_examples:
    input:
        code=sources("articles.bias_variance.compute.examples"),
    output:
        points="results/bias_variance/examples_points.csv",
        lines="results/bias_variance/examples_lines.csv",
        errors="results/bias_variance/examples_errors.csv",
    log:
        "results/logs/bias_variance/examples.log",
    benchmark:
        "results/benchmarks/bias_variance/examples.tsv"
    params:
        **config["bias_variance"]["examples"],
        call="articles.bias_variance.compute.examples:fits",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule bias_variance_remedies:
    input:
        code=sources("articles.bias_variance.compute.remedies"),
    output:
        "results/bias_variance/remedies.csv",
    log:
        "results/logs/bias_variance/remedies.log",
    benchmark:
        "results/benchmarks/bias_variance/remedies.tsv"
    params:
        **config["bias_variance"]["remedies"],
        call="articles.bias_variance.compute.remedies:knobs",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule bias_variance_signatures:
    input:
        one="results/bias_variance/one_predictor.csv",
        ten="results/bias_variance/ten_predictors.csv",
        knobs="results/bias_variance/remedies.csv",
        code=sources("articles.bias_variance.compute.signatures"),
    output:
        models="results/bias_variance/signatures_models.csv",
        shares="results/bias_variance/signatures_shares.csv",
    log:
        "results/logs/bias_variance/signatures.log",
    benchmark:
        "results/benchmarks/bias_variance/signatures.tsv"
    params:
        call="articles.bias_variance.compute.signatures:signatures",
    script:
        "../scripts/call.py"


rule bias_variance_sensitivity:
    input:
        code=sources("articles.bias_variance.compute.predictors"),
    output:
        predictors="results/bias_variance/sensitivity.csv",
        remaining="results/bias_variance/sensitivity_remaining.csv",
        large_k="results/bias_variance/sensitivity_large_k.csv",
    log:
        "results/logs/bias_variance/sensitivity.log",
    benchmark:
        "results/benchmarks/bias_variance/sensitivity.tsv"
    params:
        **config["bias_variance"]["sensitivity"],
        call="articles.bias_variance.compute.predictors:sensitivity",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule bias_variance_two_or_ten:
    input:
        code=sources("articles.bias_variance.compute.predictors"),
    output:
        "results/bias_variance/two_or_ten.csv",
    log:
        "results/logs/bias_variance/two_or_ten.log",
    benchmark:
        "results/benchmarks/bias_variance/two_or_ten.tsv"
    params:
        **config["bias_variance"]["two_or_ten"],
        call="articles.bias_variance.compute.predictors:two_or_ten",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule bias_variance_definition:
    input:
        code=sources("articles.bias_variance.compute.definition"),
    output:
        "results/bias_variance/definition_formulas.csv",
    log:
        "results/logs/bias_variance/definition.log",
    benchmark:
        "results/benchmarks/bias_variance/definition.tsv"
    params:
        **config["bias_variance"]["definition"],
        call="articles.bias_variance.compute.definition:formulas",
        seed=config["seed"],
    script:
        "../scripts/call.py"
