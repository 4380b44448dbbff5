# Section 2.2: angles between random vectors.


rule curse_angle_histograms:
    input:
        code=sources("articles.curse.compute.angle_counts"),
    output:
        "results/curse/angle_histograms.csv",
    log:
        "results/logs/curse/angle_histograms.log",
    benchmark:
        "results/benchmarks/curse/angle_histograms.tsv"
    threads: 2
    params:
        **config["curse"]["angles"]["histograms"],
        call="articles.curse.compute.angle_counts:histograms",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule curse_angle_law:
    input:
        code=sources("articles.curse.compute.angles"),
    output:
        "results/curse/angle_law.csv",
    log:
        "results/logs/curse/angle_law.log",
    benchmark:
        "results/benchmarks/curse/angle_law.tsv"
    params:
        call="articles.curse.compute.angles:ball_law",
        dimensions=config["curse"]["angles"]["histograms"]["dimensions"],
    script:
        "../scripts/call.py"


rule curse_angle_counts:
    input:
        code=sources("articles.curse.compute.angle_counts"),
    output:
        "results/curse/shards/angle_counts-{scatteritem}.npz",
    log:
        "results/logs/curse/angle_counts-{scatteritem}.log",
    benchmark:
        "results/benchmarks/curse/angle_counts-{scatteritem}.tsv"
    threads: 2
    resources:
        runtime=10 + SIZES["curse"]["angles"]["sweep"]["pairs"] // config["shards"] // 2_000_000,  # 10 seconds each
    params:
        call="articles.curse.compute.angle_counts:sweep",
        seed=config["seed"],
        dimensions=SIZES["curse"]["angles"]["sweep"]["dimensions"],
        pairs=SIZES["curse"]["angles"]["sweep"]["pairs"],
        shard="{scatteritem}",
    script:
        "../scripts/call.py"


rule curse_angle_sweep:
    input:
        counts=gather.shards("results/curse/shards/angle_counts-{scatteritem}.npz"),
        code=sources("articles.curse.compute.angles"),
    output:
        "results/curse/angles.csv",
    log:
        "results/logs/curse/angle_sweep.log",
    benchmark:
        "results/benchmarks/curse/angle_sweep.tsv"
    params:
        call="articles.curse.compute.angles:sweep",
        dimensions=SIZES["curse"]["angles"]["sweep"]["dimensions"],
        near_deg=SIZES["curse"]["angles"]["sweep"]["near_deg"],
    script:
        "../scripts/call.py"


rule curse_angle_recipe:
    input:
        code=sources("articles.curse.compute.recipe"),
    output:
        "results/curse/angle_recipe.csv",
    log:
        "results/logs/curse/angle_recipe.log",
    benchmark:
        "results/benchmarks/curse/angle_recipe.tsv"
    params:
        call="articles.curse.compute.recipe:places",
        seed=config["seed"],
        dimensions=config["curse"]["angles"]["histograms"]["dimensions"],
        pairs=config["curse"]["angles"]["histograms"]["pairs"],
    script:
        "../scripts/call.py"


rule curse_angle_formulas:
    input:
        code=sources("articles.curse.compute.angles"),
    output:
        "results/curse/angles_formulas.csv",
    log:
        "results/logs/curse/angle_formulas.log",
    benchmark:
        "results/benchmarks/curse/angle_formulas.tsv"
    params:
        **config["curse"]["angles"]["formulas"],
        call="articles.curse.compute.angles:formulas",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule curse_angle_disc:
    input:
        histograms="results/curse/angle_histograms.csv",
        code=sources("articles.curse.draw.angles"),
    output:
        multiext("results/curse/figures/angle-2d-uniform", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/angle_disc.log",
    benchmark:
        "results/benchmarks/curse/angle_disc.tsv"
    params:
        call="articles.curse.draw.angles:disc",
    script:
        "../scripts/call.py"


rule curse_angle_bands:
    input:
        code=sources("articles.curse.draw.bands"),
    output:
        multiext("results/curse/figures/angle-3d-cone-hemisphere", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/angle_bands.log",
    benchmark:
        "results/benchmarks/curse/angle_bands.tsv"
    params:
        call="articles.curse.draw.bands:bands",
    script:
        "../scripts/call.py"


rule curse_angle_histograms_figure:
    input:
        histograms="results/curse/angle_histograms.csv",
        law="results/curse/angle_law.csv",
        code=sources("articles.curse.draw.angles"),
    output:
        multiext("results/curse/figures/angle-histograms-2-3-50-100", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/angle_histograms_figure.log",
    benchmark:
        "results/benchmarks/curse/angle_histograms_figure.tsv"
    params:
        call="articles.curse.draw.angles:histograms",
    script:
        "../scripts/call.py"


rule curse_angle_sweep_figure:
    input:
        sweep="results/curse/angles.csv",
        code=sources("articles.curse.draw.angles"),
    output:
        multiext("results/curse/figures/angle-mean-and-spread-vs-D", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/angle_sweep_figure.log",
    benchmark:
        "results/benchmarks/curse/angle_sweep_figure.tsv"
    params:
        call="articles.curse.draw.angles:sweep",
    script:
        "../scripts/call.py"
