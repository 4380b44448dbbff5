# Introduction: dimensions of random samples, and the announced algorithms in the plan -> results/series/*.csv


rule series_dimension:
    output:
        dimension="results/series/dimension.csv",
        shapes="results/series/shapes.csv",
        projections="results/series/projections.csv",
        plan="results/series/plan.csv",
    log:
        "results/logs/series/dimension.log",
    params:
        **config["series"]["dimension"],
        **calls("articles.series.compute:tables"),
        seed=config["seed"],
    script:
        CALL
