# Introduction: dimensions of random samples, and the announced algorithms in the plan -> results/series/*.csv


rule series_dimensions:
    output:
        dimension="results/series/dimension.csv",
        shapes="results/series/shapes.csv",
        projections="results/series/projections.csv",
        plan="results/series/plan.csv",
    log:
        "results/logs/series/dimensions.log",
    params:
        **config["series"]["dimensions"],
        **calls("articles.series.compute:tables"),
        seed=config["seed"],
    script:
        CALL
