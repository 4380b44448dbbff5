# Sections 2 and 3: clouds, their axes and their projections.


rule pca_clouds:
    output:
        "results/pca/clouds.csv",
    log:
        "results/logs/pca/clouds.log",
    params:
        **calls("articles.pca.compute.samples:clouds"),
        seed=config["seed"],
        points=config["pca"]["samples"]["points"],
        sparse_points=config["pca"]["samples"]["sparse_points"],
        ellipse=config["pca"]["samples"]["ellipse"],
        ellipsoid=config["pca"]["samples"]["ellipsoid"],
        bend=config["pca"]["samples"]["bend"],
    script:
        CALL


rule pca_clouds_axes:
    input:
        clouds="results/pca/clouds.csv",
    output:
        "results/pca/clouds_axes.csv",
    log:
        "results/logs/pca/clouds_axes.log",
    params:
        **calls("articles.pca.compute.samples:fitted_axes"),
        share=config["pca"]["samples"]["share"],
    script:
        CALL


rule pca_clouds_projections:
    input:
        clouds="results/pca/clouds.csv",
    output:
        "results/pca/clouds_projections.csv",
    log:
        "results/logs/pca/clouds_projections.log",
    params:
        **calls("articles.pca.compute.samples:projections"),
    script:
        CALL
