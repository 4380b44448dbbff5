# Section 2.3: where the volume and the other points lie.


rule curse_shells:
    input:
        code=sources("articles.curse.compute.shells"),
    output:
        "results/curse/shells.csv",
    log:
        "results/logs/curse/shells.log",
    benchmark:
        "results/benchmarks/curse/shells.tsv"
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
    params:
        **config["curse"]["shells"]["balls"],
        call="articles.curse.compute.shells:balls",
    script:
        "../scripts/call.py"


rule curse_ball_set:
    input:
        code=sources("articles.curse.compute.ball_set"),
    output:
        "results/curse/ball_set.csv",
    log:
        "results/logs/curse/ball_set.log",
    benchmark:
        "results/benchmarks/curse/ball_set.tsv"
    params:
        **config["curse"]["shells"]["ball_set"],
        call="articles.curse.compute.ball_set:judged",
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
    params:
        **config["curse"]["shells"]["formulas"],
        call="articles.curse.compute.shells:formulas",
        seed=config["seed"],
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
    params:
        call="articles.curse.draw.shells:proportion",
        stated=config["curse"]["shells"]["stated"],
    script:
        "../scripts/call.py"


rule curse_distances_figure:
    input:
        distances="results/curse/distances.csv",
        code=sources("articles.curse.draw.distances"),
    output:
        multiext("results/curse/figures/shell-distances-vs-D", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/distances_figure.log",
    benchmark:
        "results/benchmarks/curse/distances_figure.tsv"
    params:
        call="articles.curse.draw.distances:distances",
    script:
        "../scripts/call.py"
