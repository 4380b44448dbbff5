# Sections 1 to 4: the family of transforms, ellipsoids, one point and one axis, the sphere under A = V/50.


rule pca_ellipsoids:
    input:
        code=sources("articles.pca.compute.geometry"),
    output:
        "results/pca/ellipsoids.csv",
    log:
        "results/logs/pca/ellipsoids.log",
    benchmark:
        "results/benchmarks/pca/ellipsoids.tsv"
    params:
        call="articles.pca.compute.geometry:ellipsoids",
        matrices=config["pca"]["geometry"]["ellipsoids"],
    script:
        "../scripts/call.py"


rule pca_deviation:
    input:
        clouds="results/pca/clouds.csv",
        code=sources("articles.pca.compute.geometry"),
    output:
        "results/pca/deviation.csv",
    log:
        "results/logs/pca/deviation.log",
    benchmark:
        "results/benchmarks/pca/deviation.tsv"
    params:
        call="articles.pca.compute.geometry:deviation",
        mean=config["pca"]["geometry"]["mean"],
    script:
        "../scripts/call.py"


rule pca_rotation:
    input:
        code=sources("articles.pca.compute.geometry"),
    output:
        "results/pca/rotation.csv",
    log:
        "results/logs/pca/rotation.log",
    benchmark:
        "results/benchmarks/pca/rotation.tsv"
    params:
        call="articles.pca.compute.geometry:rotation",
        covariance=config["pca"]["marks"]["covariance"],
        point=config["pca"]["geometry"]["point"],
    script:
        "../scripts/call.py"


rule pca_mapped_sphere:
    input:
        code=sources("articles.pca.compute.geometry"),
    output:
        "results/pca/mapped_sphere.csv",
    log:
        "results/logs/pca/mapped_sphere.log",
    benchmark:
        "results/benchmarks/pca/mapped_sphere.tsv"
    params:
        call="articles.pca.compute.geometry:mapped_sphere",
        covariance=config["pca"]["marks"]["covariance"],
        divisor=config["pca"]["geometry"]["divisor"],
    script:
        "../scripts/call.py"


rule pca_taxonomy_tree_figure:
    input:
        code=sources("articles.pca.draw.taxonomy"),
    output:
        multiext("results/pca/figures/pca-taxonomy-tree", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/taxonomy_tree_figure.log",
    benchmark:
        "results/benchmarks/pca/taxonomy_tree_figure.tsv"
    params:
        call="articles.pca.draw.taxonomy:tree",
    script:
        "../scripts/call.py"


rule pca_ellipsoids_1_2_3d_figure:
    input:
        axes="results/pca/ellipsoids.csv",
        code=sources("articles.pca.draw.geometry"),
    output:
        multiext("results/pca/figures/pca-ellipsoids-1-2-3d", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/ellipsoids_1_2_3d_figure.log",
    benchmark:
        "results/benchmarks/pca/ellipsoids_1_2_3d_figure.tsv"
    params:
        call="articles.pca.draw.geometry:ellipsoids",
    script:
        "../scripts/call.py"


rule pca_deviation_on_axis_figure:
    input:
        points="results/pca/deviation.csv",
        code=sources("articles.pca.draw.projections"),
    output:
        multiext("results/pca/figures/pca-deviation-on-axis", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/deviation_on_axis_figure.log",
    benchmark:
        "results/benchmarks/pca/deviation_on_axis_figure.tsv"
    params:
        call="articles.pca.draw.projections:deviation",
    script:
        "../scripts/call.py"


rule pca_rotation_one_point_figure:
    input:
        axes="results/pca/rotation.csv",
        code=sources("articles.pca.draw.geometry"),
    output:
        multiext("results/pca/figures/pca-rotation-one-point", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/rotation_one_point_figure.log",
    benchmark:
        "results/benchmarks/pca/rotation_one_point_figure.tsv"
    params:
        call="articles.pca.draw.geometry:rotation",
    script:
        "../scripts/call.py"


rule pca_eigvec_of_V_over_50_figure:
    input:
        axes="results/pca/mapped_sphere.csv",
        code=sources("articles.pca.draw.geometry"),
    output:
        multiext("results/pca/figures/pca-eigvec-of-V-over-50", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/eigvec_of_V_over_50_figure.log",
    benchmark:
        "results/benchmarks/pca/eigvec_of_V_over_50_figure.tsv"
    params:
        call="articles.pca.draw.geometry:mapped_sphere",
    script:
        "../scripts/call.py"
