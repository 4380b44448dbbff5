# Introduction: dimensions of random samples, ideas in many dimensions, the order of the articles -> results/series/*.csv


rule series_dimension:
    output:
        dimension="results/series/dimension.csv",
        shapes="results/series/shapes.csv",
        ideas="results/series/ideas.csv",
    log:
        "results/logs/series/dimension.log",
    params:
        **config["series"]["dimension"],
        **calls("articles.series.compute:tables"),
        seed=config["seed"],
    script:
        CALL


rule series_order:
    output:
        places="results/series/places.csv",
        references="results/series/references.csv",
    log:
        "results/logs/series/order.log",
    params:
        **config["series"]["order"],
        **calls("articles.series.compute:order"),
    script:
        CALL
