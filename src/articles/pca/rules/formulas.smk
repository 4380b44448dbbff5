# Printed formulas and statements, tried as printed.


rule pca_formulas:
    output:
        "results/pca/formulas.csv",
    log:
        "results/logs/pca/formulas.log",
    params:
        **config["pca"]["formulas"],
        **calls("articles.pca.compute.formulas:identities"),
        seed=config["seed"],
        matrix=PRINTED["covariance"],
        divisor=config["pca"]["geometry"]["divisor"],
    script:
        CALL


rule pca_facts:
    output:
        "results/pca/facts.csv",
    log:
        "results/logs/pca/facts.log",
    params:
        **config["pca"]["formulas"],
        **config["pca"]["statements"],
        **calls("articles.pca.compute.statements:facts"),
        seed=config["seed"],
        vectors=config["pca"]["marks"]["vectors"],
    script:
        CALL


rule pca_expansions:
    output:
        "results/pca/expansions.csv",
    log:
        "results/logs/pca/expansions.log",
    params:
        **calls("articles.pca.compute.statements:expansions"),
        means=PRINTED["means"],
        matrix=PRINTED["covariance"],
    script:
        CALL
