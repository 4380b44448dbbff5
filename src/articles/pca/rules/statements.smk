# Sections 1 to 4, claims in words, on random inputs -> results/pca/{properties,facts,lagrangian,outlines,expansions}.csv


rule pca_properties:
    output:
        "results/pca/properties.csv",
    log:
        "results/logs/pca/properties.log",
    params:
        **config["pca"]["formulas"],
        **calls("articles.pca.compute.properties:properties"),
        seed=config["seed"],
        matrix=PRINTED_MARKS["covariance"],
        divisor=config["pca"]["geometry"]["divisor"],
    script:
        CALL


rule pca_facts:
    output:
        facts="results/pca/facts.csv",
        lagrangian="results/pca/lagrangian.csv",
    log:
        "results/logs/pca/facts.log",
    params:
        **config["pca"]["formulas"],
        **config["pca"]["statements"],
        **calls("articles.pca.compute.facts:tables"),
        seed=config["seed"],
        vectors=config["pca"]["marks"]["vectors"],
    script:
        CALL


rule pca_outlines:
    output:
        "results/pca/outlines.csv",
    log:
        "results/logs/pca/outlines.log",
    params:
        **config["pca"]["outlines"],
        **calls("articles.pca.compute.outlines:outlines"),
        seed=config["seed"],
        points=config["pca"]["samples"]["points"],
        ellipse=config["pca"]["samples"]["ellipse"],
        ellipsoid=config["pca"]["samples"]["ellipsoid"],
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
