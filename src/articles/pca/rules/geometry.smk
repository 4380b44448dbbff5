# Sections 1 to 4: the family of transforms, ellipsoids, one point and one axis, the sphere under A = V/50.


rule pca_ellipsoids:
    output:
        "results/pca/ellipsoids.csv",
    log:
        "results/logs/pca/ellipsoids.log",
    params:
        **calls("articles.pca.compute.geometry:ellipsoids"),
        matrices=config["pca"]["geometry"]["ellipsoids"],
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


rule pca_rotation:
    output:
        "results/pca/rotation.csv",
    log:
        "results/logs/pca/rotation.log",
    params:
        **calls("articles.pca.compute.geometry:rotation"),
        covariance=config["pca"]["marks"]["covariance"],
        point=config["pca"]["geometry"]["point"],
    script:
        CALL


rule pca_mapped_sphere:
    output:
        "results/pca/mapped_sphere.csv",
    log:
        "results/logs/pca/mapped_sphere.log",
    params:
        **calls("articles.pca.compute.geometry:mapped_sphere"),
        covariance=config["pca"]["marks"]["covariance"],
        divisor=config["pca"]["geometry"]["divisor"],
    script:
        CALL
