# Printed formulas of the ledgers, evaluated on the values that each article's bindings.py gives -> results/<article>/
# formulas.csv; every small edit tried on what fails -> formula_edits.csv; those that hold, changed -> formula_perturbed.csv
from recomputed.audit.formula_claims import formulas_of
from recomputed.workflow.sources import file_of

FORMULAS = {article.name: formulas_of(LEDGERS[article.name]) for article in ARTICLES}
WITH_FORMULAS = [name for name, found in FORMULAS.items() if found]

for article in WITH_FORMULAS:

    rule:
        name:
            f"{article}_formulas"
        output:
            formulas=f"results/{article}/formulas.csv",
            edits=f"results/{article}/formula_edits.csv",
            perturbed=f"results/{article}/formula_perturbed.csv",
        log:
            f"results/logs/{article}/formulas.log",
        params:
            call="recomputed.formulas.tables:formulas",
            code=code_hash(
                "recomputed.formulas.tables",
                *filter(file_of, [f"articles.{article}.bindings"]),
            ),
            article=article,
            printed=FORMULAS[article],
            seed=config["seed"],
        script:
            CALL
