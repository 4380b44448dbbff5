# Introduction, its one claim about the dimension of data: random tables -> results/series/dimension.csv


rule series_dimension:
    output:
        "results/series/dimension.csv",
    log:
        "results/logs/series/dimension.log",
    params:
        **config["series"]["dimension"],
        **calls("articles.series.compute:dimension"),
        seed=config["seed"],
    script:
        CALL
