# The introduction to the series: its one claim -> results/series/dimension.csv


rule series:
    input:
        deliverables("series"),


rule series_dimension:
    input:
        code=sources("articles.series.compute"),
    output:
        "results/series/dimension.csv",
    log:
        "results/logs/series/dimension.log",
    benchmark:
        "results/benchmarks/series/dimension.tsv"
    params:
        **config["series"]["dimension"],
        call="articles.series.compute:dimension",
        seed=config["seed"],
    script:
        "../scripts/call.py"
