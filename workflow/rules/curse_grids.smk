# Section 1: samples against cells; a synthetic stand-in for the pipeline measurements.


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
    params:
        **config["curse"]["pipeline"],
        seed=config["seed"],
        call="articles.curse.compute.pipeline:tables",
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
    params:
        call="articles.curse.draw.pipeline:added_features",
    script:
        "../scripts/call.py"
