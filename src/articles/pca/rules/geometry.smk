# Sections 2 to 4, clouds of samples, ellipsoids, rotation: settings -> results/pca/{clouds*,deviation}.csv, {ellipsoids,
# rotation,mapped_sphere}.csv


rule pca_clouds:
    output:
        "results/pca/clouds.csv",
    log:
        "results/logs/pca/clouds.log",
    params:
        **calls("articles.pca.compute.clouds:clouds"),
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
        axes="results/pca/clouds_axes.csv",
        projections="results/pca/clouds_projections.csv",
    log:
        "results/logs/pca/clouds_axes.log",
    params:
        **calls("articles.pca.compute.clouds:tables"),
        share=config["pca"]["samples"]["share"],
    script:
        CALL


rule pca_deviation:
    input:
        clouds="results/pca/clouds.csv",
    output:
        "results/pca/deviation.csv",
    log:
        "results/logs/pca/deviation.log",
    params:
        **calls("articles.pca.compute.geometry:deviation"),
        mean=config["pca"]["geometry"]["mean"],
    script:
        CALL


rule pca_geometry:
    output:
        ellipsoids="results/pca/ellipsoids.csv",
        rotation="results/pca/rotation.csv",
        mapped_sphere="results/pca/mapped_sphere.csv",
        mapping="results/pca/mapping.csv",
    log:
        "results/logs/pca/geometry.log",
    params:
        **calls("articles.pca.compute.geometry:tables"),
        matrices=config["pca"]["geometry"]["ellipsoids"],
        covariance=config["pca"]["marks"]["covariance"],
        point=config["pca"]["geometry"]["point"],
        divisor=config["pca"]["geometry"]["divisor"],
    script:
        CALL
