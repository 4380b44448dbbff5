# Printed formulas as expressions, every small edit tried on what fails -> results/<article>/formula_edits.csv; what the
# self-test needs of them -> results/<article>/formula_perturbed.csv and formula_printed.csv
from articles.sources import ROOT, file_of

EXPRESSED = [article for article in articles() if file_of(f"articles.{article}.expressions", ROOT)]


rule formula_edits:
    input:
        code=lambda wildcards: sources(f"articles.{wildcards.article}.expressions"),
    output:
        edits="results/{article}/formula_edits.csv",
        perturbed="results/{article}/formula_perturbed.csv",
        printed="results/{article}/formula_printed.csv",
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
