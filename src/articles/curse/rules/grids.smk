# Section 1, samples in the cells of grids; synthetic pipeline data: settings -> results/curse/grids*.csv, pipeline_*.csv


rule curse_grids:
    output:
        occupancy="results/curse/grids.csv",
        cells="results/curse/grids_cells.csv",
        outnumbered="results/curse/grids_outnumbered.csv",
        mostly_empty="results/curse/grids_mostly_empty.csv",
        example="results/curse/grids_example.csv",
        nearest="results/curse/nearest.csv",
        lonely="results/curse/nearest_lonely.csv",
    log:
        "results/logs/curse/grids.log",
    params:
        **config["curse"]["grids"],
        **calls("articles.curse.compute.grid_tables:tables"),
        nearest=config["curse"]["nearest"],
        seed=config["seed"],
    script:
        CALL


rule curse_pipeline:
    output:
        points="results/curse/pipeline_points.csv",
        cells="results/curse/pipeline_cells.csv",
        features="results/curse/pipeline_features.csv",
        sizes="results/curse/pipeline_sizes.csv",
        costs="results/curse/pipeline_costs.csv",
    log:
        "results/logs/curse/pipeline.log",
    params:
        **config["curse"]["pipeline"],
        **calls("articles.curse.compute.pipeline_tables:tables"),
        seed=config["seed"],
    script:
        CALL
