# Sections 2 and 3: clouds, their axes and their projections.


rule pca_clouds:
    input:
        code=sources("articles.pca.compute.samples"),
    output:
        "results/pca/clouds.csv",
    log:
        "results/logs/pca/clouds.log",
    benchmark:
        "results/benchmarks/pca/clouds.tsv"
    params:
        call="articles.pca.compute.samples:clouds",
        seed=config["seed"],
        points=config["pca"]["samples"]["points"],
        sparse_points=config["pca"]["samples"]["sparse_points"],
        ellipse=config["pca"]["samples"]["ellipse"],
        ellipsoid=config["pca"]["samples"]["ellipsoid"],
        bend=config["pca"]["samples"]["bend"],
    script:
        "../scripts/call.py"


rule pca_clouds_axes:
    input:
        clouds="results/pca/clouds.csv",
        code=sources("articles.pca.compute.samples"),
    output:
        "results/pca/clouds_axes.csv",
    log:
        "results/logs/pca/clouds_axes.log",
    benchmark:
        "results/benchmarks/pca/clouds_axes.tsv"
    params:
        call="articles.pca.compute.samples:fitted_axes",
        share=config["pca"]["samples"]["share"],
    script:
        "../scripts/call.py"


rule pca_clouds_projections:
    input:
        clouds="results/pca/clouds.csv",
        code=sources("articles.pca.compute.samples"),
    output:
        "results/pca/clouds_projections.csv",
    log:
        "results/logs/pca/clouds_projections.log",
    benchmark:
        "results/benchmarks/pca/clouds_projections.tsv"
    params:
        call="articles.pca.compute.samples:projections",
    script:
        "../scripts/call.py"


rule pca_raw_dots_2d_3d_figure:
    input:
        clouds="results/pca/clouds.csv",
        code=sources("articles.pca.draw.clouds"),
    output:
        multiext("results/pca/figures/pca-raw-dots-2d-3d", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/raw_dots_2d_3d_figure.log",
    benchmark:
        "results/benchmarks/pca/raw_dots_2d_3d_figure.tsv"
    params:
        call="articles.pca.draw.clouds:raw_dots",
    script:
        "../scripts/call.py"


rule pca_fitted_ellipse_figure:
    input:
        clouds="results/pca/clouds.csv",
        axes="results/pca/clouds_axes.csv",
        code=sources("articles.pca.draw.clouds"),
    output:
        multiext("results/pca/figures/pca-fitted-ellipse", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/fitted_ellipse_figure.log",
    benchmark:
        "results/benchmarks/pca/fitted_ellipse_figure.tsv"
    params:
        call="articles.pca.draw.clouds:fitted",
        share=config["pca"]["samples"]["share"],
    script:
        "../scripts/call.py"


rule pca_axes_projection_2d_figure:
    input:
        projections="results/pca/clouds_projections.csv",
        axes="results/pca/clouds_axes.csv",
        code=sources("articles.pca.draw.projections"),
    output:
        multiext("results/pca/figures/pca-axes-projection-2d", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/axes_projection_2d_figure.log",
    benchmark:
        "results/benchmarks/pca/axes_projection_2d_figure.tsv"
    params:
        call="articles.pca.draw.projections:in_plane",
    script:
        "../scripts/call.py"


rule pca_plane_projection_3d_figure:
    input:
        projections="results/pca/clouds_projections.csv",
        axes="results/pca/clouds_axes.csv",
        code=sources("articles.pca.draw.projections"),
    output:
        multiext("results/pca/figures/pca-plane-projection-3d", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/plane_projection_3d_figure.log",
    benchmark:
        "results/benchmarks/pca/plane_projection_3d_figure.tsv"
    params:
        call="articles.pca.draw.projections:in_space",
    script:
        "../scripts/call.py"
