# Printed formulas as expressions, with every small edit tried on them -> results/<article>/formula_edits.csv
EXPRESSED = ["bias_variance", "curse", "lstm_backward", "lstm_forward", "pca", "series"]


rule formula_edits:
    input:
        code=lambda wildcards: sources(f"articles.{wildcards.article}.expressions"),
    output:
        edits="results/{article}/formula_edits.csv",
        perturbed="results/{article}/formula_perturbed.csv",
    log:
        "results/logs/{article}/formula_edits.log",
    benchmark:
        "results/benchmarks/{article}/formula_edits.tsv"
    wildcard_constraints:
        article="|".join(EXPRESSED),
    params:
        call=lambda wildcards: f"articles.{wildcards.article}.expressions:edits",
        seed=config["seed"],
    script:
        "../scripts/call.py"
