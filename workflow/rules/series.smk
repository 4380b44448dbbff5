# The introduction to the series: its one claim -> results/series/dimension.csv


rule series:
    input:
        deliverables("series"),


rule series_dimension:
    input:
        code=sources("articles.series.compute"),
    output:
        "results/series/dimension.csv",
    params:
        call="articles.series.compute:dimension",
        seed=config["seed"],
        **config["series"]["dimension"],
    threads: 1
    log:
        "results/logs/series/dimension.log",
    benchmark:
        "results/benchmarks/series/dimension.tsv"
    script:
        "../scripts/call.py"
