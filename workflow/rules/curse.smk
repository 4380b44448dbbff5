# The curse of dimensionality: seeded simulations and closed forms -> results/curse/*.csv -> results/curse/figures/


rule curse:
    input:
        deliverables("curse"),


rule curse_angle_histograms:
    input:
        code=sources("articles.curse.compute.angles"),
    output:
        "results/curse/angle_histograms.csv",
    log:
        "results/logs/curse/angle_histograms.log",
    benchmark:
        "results/benchmarks/curse/angle_histograms.tsv"
    threads: 2
    params:
        **config["curse"]["angles"]["histograms"],
        call="articles.curse.compute.angles:histograms",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule curse_angle_sweep:
    input:
        code=sources("articles.curse.compute.angles"),
    output:
        "results/curse/angles.csv",
    log:
        "results/logs/curse/angle_sweep.log",
    benchmark:
        "results/benchmarks/curse/angle_sweep.tsv"
    threads: 2
    params:
        **config["curse"]["angles"]["sweep"],
        call="articles.curse.compute.angles:sweep",
        seed=config["seed"],
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
    threads: 1
    params:
        **config["curse"]["angles"]["formulas"],
        call="articles.curse.compute.angles:formulas",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule curse_shells:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/shells.csv",
    log:
        "results/logs/curse/shells.log",
    benchmark:
        "results/benchmarks/curse/shells.tsv"
    threads: 1
    params:
        call="articles.curse.compute.shells:shares",
        epsilon=config["curse"]["shells"]["epsilon"],
        dimension_max=config["curse"]["shells"]["dimension_max"],
    script:
        "../scripts/call.py"


rule curse_shells_passing:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/shells_passing.csv",
    log:
        "results/logs/curse/shells_passing.log",
    benchmark:
        "results/benchmarks/curse/shells_passing.tsv"
    threads: 1
    params:
        call="articles.curse.compute.shells:passing",
        epsilon=config["curse"]["shells"]["epsilon"],
        passing_percent=config["curse"]["shells"]["passing_percent"],
    script:
        "../scripts/call.py"


rule curse_distances:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/distances.csv",
    log:
        "results/logs/curse/distances.log",
    benchmark:
        "results/benchmarks/curse/distances.tsv"
    threads: 2
    params:
        **config["curse"]["shells"]["distances"],
        call="articles.curse.compute.shells:distances",
        seed=config["seed"],
        epsilon=config["curse"]["shells"]["epsilon"],
    script:
        "../scripts/call.py"


rule curse_balls:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/balls.csv",
    log:
        "results/logs/curse/balls.log",
    benchmark:
        "results/benchmarks/curse/balls.tsv"
    threads: 1
    params:
        **config["curse"]["shells"]["balls"],
        call="articles.curse.compute.shells:balls",
    script:
        "../scripts/call.py"


rule curse_ball_set:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/ball_set.csv",
    log:
        "results/logs/curse/ball_set.log",
    benchmark:
        "results/benchmarks/curse/ball_set.tsv"
    threads: 1
    params:
        **config["curse"]["shells"]["ball_set"],
        call="articles.curse.compute.shells:ball_set",
        seed=config["seed"],
    script:
        "../scripts/call.py"


rule curse_shells_formulas:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/shells_formulas.csv",
    log:
        "results/logs/curse/shells_formulas.log",
    benchmark:
        "results/benchmarks/curse/shells_formulas.tsv"
    threads: 1
    params:
        **config["curse"]["shells"]["formulas"],
        call="articles.curse.compute.shells:formulas",
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
    threads: 1
    params:
        call="articles.curse.draw.angles:disc",
    script:
        "../scripts/call.py"


rule curse_angle_bands:
    input:
        code=sources("articles.curse.draw.angles"),
    output:
        multiext("results/curse/figures/angle-3d-cone-hemisphere", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/angle_bands.log",
    benchmark:
        "results/benchmarks/curse/angle_bands.tsv"
    threads: 1
    params:
        call="articles.curse.draw.angles:bands",
    script:
        "../scripts/call.py"


rule curse_angle_histograms_figure:
    input:
        histograms="results/curse/angle_histograms.csv",
        code=sources("articles.curse.draw.angles"),
    output:
        multiext("results/curse/figures/angle-histograms-2-3-50-100", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/angle_histograms_figure.log",
    benchmark:
        "results/benchmarks/curse/angle_histograms_figure.tsv"
    threads: 1
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
    threads: 1
    params:
        call="articles.curse.draw.angles:sweep",
    script:
        "../scripts/call.py"


rule curse_ring:
    input:
        shells="results/curse/shells.csv",
        code=sources("articles.curse.draw.shells"),
    output:
        multiext("results/curse/figures/shell-circle-brown", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/ring.log",
    benchmark:
        "results/benchmarks/curse/ring.tsv"
    threads: 1
    params:
        call="articles.curse.draw.shells:ring",
    script:
        "../scripts/call.py"


rule curse_ball_volume:
    input:
        balls="results/curse/balls.csv",
        code=sources("articles.curse.draw.shells"),
    output:
        multiext("results/curse/figures/dball-volume-formula", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/ball_volume.log",
    benchmark:
        "results/benchmarks/curse/ball_volume.tsv"
    threads: 1
    params:
        call="articles.curse.draw.shells:volume",
    script:
        "../scripts/call.py"


rule curse_shells_figure:
    input:
        shells="results/curse/shells.csv",
        distances="results/curse/distances.csv",
        passing="results/curse/shells_passing.csv",
        code=sources("articles.curse.draw.shells"),
    output:
        multiext("results/curse/figures/shell-proportion-vs-D", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/shells_figure.log",
    benchmark:
        "results/benchmarks/curse/shells_figure.tsv"
    threads: 1
    params:
        call="articles.curse.draw.shells:proportion",
    script:
        "../scripts/call.py"


rule curse_distances_figure:
    input:
        distances="results/curse/distances.csv",
        code=sources("articles.curse.draw.shells"),
    output:
        multiext("results/curse/figures/shell-distances-vs-D", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/distances_figure.log",
    benchmark:
        "results/benchmarks/curse/distances_figure.tsv"
    threads: 1
    params:
        call="articles.curse.draw.shells:distances",
    script:
        "../scripts/call.py"
