# Section 2.2, angles between random vectors: settings -> results/curse/angle*.csv
from recomputed.workflow.shards import run_of


rule curse_angle_histograms:
    output:
        histograms="results/curse/angle_histograms.csv",
        slider="results/curse/angle_slider.csv",
    log:
        "results/logs/curse/angle_histograms.log",
    threads: 2
    params:
        **config["curse"]["angles"]["histograms"],
        **calls("articles.curse.compute.angle_slider:tables"),
        seed=config["seed"],
    script:
        CALL


rule curse_angle_density:
    output:
        "results/curse/angle_density.csv",
    log:
        "results/logs/curse/angle_density.log",
    params:
        **calls("articles.curse.compute.angles:angle_density"),
        dimensions=config["curse"]["angles"]["histograms"]["dimensions"],
    script:
        CALL


rule curse_angle_counts:
    output:
        "results/curse/shards/angle_counts-{scatteritem}.npz",
    log:
        "results/logs/curse/angle_counts-{scatteritem}.log",
    threads: 2
    resources:
        runtime=10 + SIZES["curse"]["angles"]["sweep"]["pairs"] // config["shards"] // 2_000_000,  # minutes; 10 s per 2,000,000 pairs
        work=lambda wildcards: len(run_of(SIZES["curse"]["angles"]["sweep"]["pairs"], wildcards.scatteritem)),
        fixed_output=1,  # counts take as much space for any number of pairs
    params:
        **calls("articles.curse.compute.angle_counts:angle_counts"),
        seed=config["seed"],
        dimensions=SIZES["curse"]["angles"]["sweep"]["dimensions"],
        pairs=SIZES["curse"]["angles"]["sweep"]["pairs"],
        shard="{scatteritem}",
    script:
        CALL


rule curse_angles:
    input:
        counts=gather.shards("results/curse/shards/angle_counts-{scatteritem}.npz"),
    output:
        angles="results/curse/angles.csv",
        near="results/curse/angle_near.csv",
        turns="results/curse/angle_turns.csv",
        uniform="results/curse/angle_uniform.csv",
        cones="results/curse/angle_cones.csv",
    log:
        "results/logs/curse/angles.log",
    params:
        **config["curse"]["angles"]["ranges"],
        **calls("articles.curse.compute.angle_tables:tables"),
        dimensions=SIZES["curse"]["angles"]["sweep"]["dimensions"],
        near_deg=SIZES["curse"]["angles"]["sweep"]["near_deg"],
        histogram_pairs=config["curse"]["angles"]["histograms"]["pairs"],
    script:
        CALL


rule curse_angle_recipe:
    output:
        "results/curse/angle_recipe.csv",
    log:
        "results/logs/curse/angle_recipe.log",
    params:
        **calls("articles.curse.compute.angle_recipe:angle_recipe"),
        seed=config["seed"],
        dimensions=config["curse"]["angles"]["histograms"]["dimensions"],
        pairs=config["curse"]["angles"]["histograms"]["pairs"],
    script:
        CALL
