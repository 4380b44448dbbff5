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


rule curse_angle_law:
    input:
        code=sources("articles.curse.compute.angles"),
    output:
        "results/curse/angle_law.csv",
    log:
        "results/logs/curse/angle_law.log",
    benchmark:
        "results/benchmarks/curse/angle_law.tsv"
    threads: 1
    params:
        call="articles.curse.compute.angles:ball_law",
        dimensions=config["curse"]["angles"]["histograms"]["dimensions"],
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
        law="results/curse/angle_law.csv",
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


rule curse_grids:
    input:
        code=sources("articles.curse.compute.grids"),
    output:
        occupancy="results/curse/grids.csv",
        cells="results/curse/grids_cells.csv",
        formulas="results/curse/grids_formulas.csv",
        outnumbered="results/curse/grids_outnumbered.csv",
        example="results/curse/grids_example.csv",
    log:
        "results/logs/curse/grids.log",
    benchmark:
        "results/benchmarks/curse/grids.tsv"
    threads: 1
    params:
        **config["curse"]["grids"],
        seed=config["seed"],
        call="articles.curse.compute.grids:tables",
    script:
        "../scripts/call.py"


rule curse_pipeline:
    input:
        code=sources("articles.curse.compute.pipeline"),
    output:
        points="results/curse/pipeline_points.csv",
        cells="results/curse/pipeline_cells.csv",
        features="results/curse/pipeline_features.csv",
    log:
        "results/logs/curse/pipeline.log",
    benchmark:
        "results/benchmarks/curse/pipeline.tsv"
    threads: 1
    params:
        **config["curse"]["pipeline"],
        seed=config["seed"],
        call="articles.curse.compute.pipeline:tables",
    script:
        "../scripts/call.py"


rule curse_cubes:
    input:
        code=sources("articles.curse.compute.cubes"),
    output:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        corners="results/curse/cubes_corners.csv",
        formulas="results/curse/cubes_formulas.csv",
    log:
        "results/logs/curse/cubes.log",
    benchmark:
        "results/benchmarks/curse/cubes.tsv"
    threads: 1
    params:
        **config["curse"]["cubes"],
        seed=config["seed"],
        call="articles.curse.compute.cubes:tables",
    script:
        "../scripts/call.py"


rule curse_grids_figure:
    input:
        example="results/curse/grids_example.csv",
        cells="results/curse/grids_cells.csv",
        code=sources("articles.curse.draw.grids"),
    output:
        multiext("results/curse/figures/curse-grids-1-2-3d", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/curse-grids-1-2-3d.log",
    benchmark:
        "results/benchmarks/curse/curse-grids-1-2-3d.tsv"
    threads: 1
    params:
        call="articles.curse.draw.grids:grids",
    script:
        "../scripts/call.py"


rule curse_empty_cells_figure:
    input:
        occupancy="results/curse/grids.csv",
        code=sources("articles.curse.draw.grids"),
    output:
        multiext("results/curse/figures/curse-grids-empty-cells", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/curse-grids-empty-cells.log",
    benchmark:
        "results/benchmarks/curse/curse-grids-empty-cells.tsv"
    threads: 1
    params:
        call="articles.curse.draw.grids:empty_cells",
    script:
        "../scripts/call.py"


rule curse_pipeline_scatter_figure:
    input:
        points="results/curse/pipeline_points.csv",
        code=sources("articles.curse.draw.pipeline"),
    output:
        multiext("results/curse/figures/curse-pipeline-scatter-x6-x7", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/curse-pipeline-scatter-x6-x7.log",
    benchmark:
        "results/benchmarks/curse/curse-pipeline-scatter-x6-x7.tsv"
    threads: 1
    params:
        call="articles.curse.draw.pipeline:scatter",
    script:
        "../scripts/call.py"


rule curse_pipeline_grid_figure:
    input:
        points="results/curse/pipeline_points.csv",
        cells="results/curse/pipeline_cells.csv",
        code=sources("articles.curse.draw.pipeline"),
    output:
        multiext("results/curse/figures/curse-pipeline-grid-labels", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/curse-pipeline-grid-labels.log",
    benchmark:
        "results/benchmarks/curse/curse-pipeline-grid-labels.tsv"
    threads: 1
    params:
        call="articles.curse.draw.pipeline:grid_labels",
    script:
        "../scripts/call.py"


rule curse_pipeline_features_figure:
    input:
        table="results/curse/pipeline_features.csv",
        code=sources("articles.curse.draw.pipeline"),
    output:
        multiext("results/curse/figures/curse-pipeline-added-features", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/curse-pipeline-added-features.log",
    benchmark:
        "results/benchmarks/curse/curse-pipeline-added-features.tsv"
    threads: 1
    params:
        call="articles.curse.draw.pipeline:added_features",
    script:
        "../scripts/call.py"


rule curse_unit_cells_figure:
    input:
        inner="results/curse/cubes.csv",
        code=sources("articles.curse.draw.cubes"),
    output:
        multiext("results/curse/figures/spiky-unit-cells", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-unit-cells.log",
    benchmark:
        "results/benchmarks/curse/spiky-unit-cells.tsv"
    threads: 1
    params:
        call="articles.curse.draw.cubes:unit_cells",
    script:
        "../scripts/call.py"


rule curse_stacked_cells_figure:
    input:
        inner="results/curse/cubes.csv",
        code=sources("articles.curse.draw.cubes"),
    output:
        multiext("results/curse/figures/spiky-stacked-cells", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-stacked-cells.log",
    benchmark:
        "results/benchmarks/curse/spiky-stacked-cells.tsv"
    threads: 1
    params:
        call="articles.curse.draw.cubes:stacked_cells",
    script:
        "../scripts/call.py"


rule curse_pseudo_hypercubes_figure:
    input:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-pseudo-hypercubes", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-pseudo-hypercubes.log",
    benchmark:
        "results/benchmarks/curse/spiky-pseudo-hypercubes.tsv"
    threads: 1
    params:
        dimension=config["curse"]["cube_figures"]["pseudo_dimension"],
        call="articles.curse.draw.hypercubes:pseudo_hypercubes",
    script:
        "../scripts/call.py"


rule curse_true_slices_figure:
    input:
        inner="results/curse/cubes.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-true-slices", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-true-slices.log",
    benchmark:
        "results/benchmarks/curse/spiky-true-slices.tsv"
    threads: 1
    params:
        dimensions=config["curse"]["cube_figures"]["slices"],
        call="articles.curse.draw.hypercubes:true_slices",
    script:
        "../scripts/call.py"


rule curse_inner_diameter_figure:
    input:
        inner="results/curse/cubes.csv",
        boxes="results/curse/cubes_boxes.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-inner-diameter", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-inner-diameter.log",
    benchmark:
        "results/benchmarks/curse/spiky-inner-diameter.tsv"
    threads: 1
    params:
        up_to=config["curse"]["cube_figures"]["up_to"],
        call="articles.curse.draw.hypercubes:inner_diameter",
    script:
        "../scripts/call.py"


rule curse_volume_ratio_figure:
    input:
        inner="results/curse/cubes.csv",
        corners="results/curse/cubes_corners.csv",
        code=sources("articles.curse.draw.hypercubes"),
    output:
        multiext("results/curse/figures/spiky-volume-ratio", ".svg", ".pdf", ".png"),
    log:
        "results/logs/curse/spiky-volume-ratio.log",
    benchmark:
        "results/benchmarks/curse/spiky-volume-ratio.tsv"
    threads: 1
    params:
        up_to=config["curse"]["cube_figures"]["up_to"],
        call="articles.curse.draw.hypercubes:volume_ratio",
    script:
        "../scripts/call.py"
