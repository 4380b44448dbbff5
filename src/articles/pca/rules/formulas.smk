# Sections 1 to 4, printed formulas and claims in words, on random inputs -> results/pca/{formulas,facts,expansions}.csv


rule pca_formulas:
    output:
        "results/pca/formulas.csv",
    log:
        "results/logs/pca/formulas.log",
    params:
        **config["pca"]["formulas"],
        **calls("articles.pca.compute.formulas:formulas"),
        seed=config["seed"],
        matrix=PRINTED_MARKS["covariance"],
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
        **calls("articles.pca.compute.facts:facts"),
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
        **calls("articles.pca.compute.expansions:expansions"),
        means=PRINTED_MARKS["means"],
        matrix=PRINTED_MARKS["covariance"],
    script:
        CALL
