# Printed formulas as expressions, every small edit tried on what fails -> results/<article>/formula_edits.csv; what the
# self-test needs of them -> results/<article>/formula_perturbed.csv and formula_printed.csv
from recomputed.workflow.sources import file_of

EXPRESSED = [
    article.name
    for article in ARTICLES
    if article.name not in WITH_FORMULAS and file_of(f"articles.{article.name}.expressions")
]

for article in EXPRESSED:

    rule:
        name:
            f"{article}_formula_edits"
        output:
            edits=f"results/{article}/formula_edits.csv",
            perturbed=f"results/{article}/formula_perturbed.csv",
            printed=f"results/{article}/formula_printed.csv",
        log:
            f"results/logs/{article}/formula_edits.log",
        params:
            **calls(f"articles.{article}.expressions:edits"),
            seed=config["seed"],
        script:
            CALL
