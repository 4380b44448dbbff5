# Every figure.


rule bias_variance_training_workflow_figure:
    input:
        code=sources("articles.bias_variance.draw.workflow"),
    output:
        multiext("results/bias_variance/figures/bv-training-workflow", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/training_workflow_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/training_workflow_figure.tsv"
    params:
        call="articles.bias_variance.draw.workflow:workflow",
    script:
        "../scripts/call.py"


rule bias_variance_underfit_example_figure:
    input:
        points="results/bias_variance/examples_points.csv",
        lines="results/bias_variance/examples_lines.csv",
        errors="results/bias_variance/examples_errors.csv",
        code=sources("articles.bias_variance.draw.examples"),
    output:
        multiext("results/bias_variance/figures/bv-underfit-example", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/underfit_example_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/underfit_example_figure.tsv"
    params:
        call="articles.bias_variance.draw.examples:underfitting",
    script:
        "../scripts/call.py"


rule bias_variance_overfit_example_figure:
    input:
        points="results/bias_variance/examples_points.csv",
        lines="results/bias_variance/examples_lines.csv",
        errors="results/bias_variance/examples_errors.csv",
        code=sources("articles.bias_variance.draw.examples"),
    output:
        multiext("results/bias_variance/figures/bv-overfit-example", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/overfit_example_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/overfit_example_figure.tsv"
    params:
        call="articles.bias_variance.draw.examples:overfitting",
    script:
        "../scripts/call.py"


rule bias_variance_tradeoff_curve_figure:
    input:
        one="results/bias_variance/one_predictor.csv",
        ten="results/bias_variance/ten_predictors.csv",
        optimum="results/bias_variance/optimum.csv",
        code=sources("articles.bias_variance.draw.tradeoff"),
    output:
        multiext("results/bias_variance/figures/bv-tradeoff-curve", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/tradeoff_curve_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/tradeoff_curve_figure.tsv"
    params:
        call="articles.bias_variance.draw.tradeoff:tradeoff",
    script:
        "../scripts/call.py"


rule bias_variance_train_test_error_figure:
    input:
        one="results/bias_variance/one_predictor.csv",
        ten="results/bias_variance/ten_predictors.csv",
        code=sources("articles.bias_variance.draw.tradeoff"),
    output:
        multiext("results/bias_variance/figures/bv-train-test-error", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/train_test_error_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/train_test_error_figure.tsv"
    params:
        call="articles.bias_variance.draw.tradeoff:errors",
    script:
        "../scripts/call.py"


rule bias_variance_diagnosis_and_fix_table_figure:
    input:
        knobs="results/bias_variance/remedies.csv",
        code=sources("articles.bias_variance.draw.remedies"),
    output:
        multiext("results/bias_variance/figures/bv-diagnosis-and-fix-table", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/diagnosis_and_fix_table_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/diagnosis_and_fix_table_figure.tsv"
    params:
        call="articles.bias_variance.draw.remedies:table",
    script:
        "../scripts/call.py"


rule bias_variance_more_samples_figure:
    input:
        knobs="results/bias_variance/remedies.csv",
        code=sources("articles.bias_variance.draw.remedies"),
    output:
        multiext("results/bias_variance/figures/bv-more-samples", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/more_samples_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/more_samples_figure.tsv"
    params:
        call="articles.bias_variance.draw.remedies:samples",
    script:
        "../scripts/call.py"


rule bias_variance_regularisation_figure:
    input:
        knobs="results/bias_variance/remedies.csv",
        code=sources("articles.bias_variance.draw.remedies"),
    output:
        multiext("results/bias_variance/figures/bv-regularisation", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/regularisation_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/regularisation_figure.tsv"
    params:
        call="articles.bias_variance.draw.remedies:regularisation",
    script:
        "../scripts/call.py"


rule bias_variance_knn_predictors_figure:
    input:
        predictors="results/bias_variance/sensitivity.csv",
        remaining="results/bias_variance/sensitivity_remaining.csv",
        code=sources("articles.bias_variance.draw.predictors"),
    output:
        multiext("results/bias_variance/figures/bv-knn-predictors", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/knn_predictors_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/knn_predictors_figure.tsv"
    params:
        call="articles.bias_variance.draw.predictors:sensitivity",
    script:
        "../scripts/call.py"


rule bias_variance_two_or_ten_predictors_figure:
    input:
        table="results/bias_variance/two_or_ten.csv",
        code=sources("articles.bias_variance.draw.predictors"),
    output:
        multiext("results/bias_variance/figures/bv-two-or-ten-predictors", ".svg", ".pdf", ".png"),
    log:
        "results/logs/bias_variance/two_or_ten_predictors_figure.log",
    benchmark:
        "results/benchmarks/bias_variance/two_or_ten_predictors_figure.tsv"
    params:
        call="articles.bias_variance.draw.predictors:two_or_ten",
    script:
        "../scripts/call.py"
