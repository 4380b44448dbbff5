# PCA: the 30 marks, MNIST and seeded samples -> results/pca/*.csv, *.npz -> results/pca/figures/


rule pca:
    input:
        deliverables("pca"),


# Printed moments and what the marks are called; every rule of the 30 students starts from them.
PRINTED = {name: config["pca"]["marks"][name] for name in ("subjects", "students", "highest", "means", "covariance")}


rule pca_moments:
    input:
        code=sources("articles.pca.compute.marks"),
    output:
        candidates="results/pca/marks_moments.csv",
        search="results/pca/marks_search.csv",
    log:
        "results/logs/pca/moments.log",
    benchmark:
        "results/benchmarks/pca/moments.tsv"
    threads: 1
    params:
        **PRINTED,
        call="articles.pca.compute.marks:moments",
    script:
        "../scripts/call.py"


rule pca_marks:
    input:
        code=sources("articles.pca.compute.marks"),
    output:
        "results/pca/marks.csv",
    log:
        "results/logs/pca/marks.log",
    benchmark:
        "results/benchmarks/pca/marks.tsv"
    threads: 1
    params:
        **PRINTED,
        call="articles.pca.compute.marks:witness",
        seed=config["seed"],
        steps=config["pca"]["marks"]["steps"],
    script:
        "../scripts/call.py"


rule pca_marks_statistics:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.marks"),
    output:
        "results/pca/marks_statistics.csv",
    log:
        "results/logs/pca/marks_statistics.log",
    benchmark:
        "results/benchmarks/pca/marks_statistics.tsv"
    threads: 1
    params:
        call="articles.pca.compute.marks:statistics",
    script:
        "../scripts/call.py"


rule pca_marks_panels:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.marks"),
    output:
        "results/pca/marks_panels.csv",
    log:
        "results/logs/pca/marks_panels.log",
    benchmark:
        "results/benchmarks/pca/marks_panels.tsv"
    threads: 1
    params:
        call="articles.pca.compute.marks:panels",
    script:
        "../scripts/call.py"


rule pca_correlation_rule:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.marks"),
    output:
        "results/pca/correlation_rule.csv",
    log:
        "results/logs/pca/correlation_rule.log",
    benchmark:
        "results/benchmarks/pca/correlation_rule.tsv"
    threads: 1
    params:
        call="articles.pca.compute.marks:correlation_rule",
        seed=config["seed"],
        units=config["pca"]["marks"]["units"],
        trials=config["pca"]["marks"]["trials"],
    script:
        "../scripts/call.py"


rule pca_marks_axes:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.factors"),
    output:
        eigen="results/pca/marks_eigen.csv",
        vectors="results/pca/marks_vectors.csv",
        orthonormality="results/pca/marks_orthonormality.csv",
    log:
        "results/logs/pca/marks_axes.log",
    benchmark:
        "results/benchmarks/pca/marks_axes.tsv"
    threads: 1
    params:
        call="articles.pca.compute.factors:axes",
        subjects=config["pca"]["marks"]["subjects"],
        covariance=config["pca"]["marks"]["covariance"],
        vectors=config["pca"]["marks"]["vectors"],
    script:
        "../scripts/call.py"


rule pca_marks_scores:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.factors"),
    output:
        scores="results/pca/marks_scores.csv",
        covariance="results/pca/marks_scores_covariance.csv",
    log:
        "results/logs/pca/marks_scores.log",
    benchmark:
        "results/benchmarks/pca/marks_scores.tsv"
    threads: 1
    params:
        call="articles.pca.compute.factors:scores",
        subjects=config["pca"]["marks"]["subjects"],
    script:
        "../scripts/call.py"


rule pca_clouds:
    input:
        code=sources("articles.pca.compute.samples"),
    output:
        "results/pca/clouds.csv",
    log:
        "results/logs/pca/clouds.log",
    benchmark:
        "results/benchmarks/pca/clouds.tsv"
    threads: 1
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
    threads: 1
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
    threads: 1
    params:
        call="articles.pca.compute.samples:projections",
    script:
        "../scripts/call.py"


rule pca_ellipsoids:
    input:
        code=sources("articles.pca.compute.geometry"),
    output:
        "results/pca/ellipsoids.csv",
    log:
        "results/logs/pca/ellipsoids.log",
    benchmark:
        "results/benchmarks/pca/ellipsoids.tsv"
    threads: 1
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
    threads: 1
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
    threads: 1
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
    threads: 1
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
    threads: 1
    params:
        call="articles.pca.draw.taxonomy:tree",
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
    threads: 1
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
    threads: 1
    params:
        call="articles.pca.draw.clouds:fitted",
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
    threads: 1
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
    threads: 1
    params:
        call="articles.pca.draw.projections:in_space",
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
    threads: 1
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
    threads: 1
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
    threads: 1
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
    threads: 1
    params:
        call="articles.pca.draw.geometry:mapped_sphere",
    script:
        "../scripts/call.py"


rule pca_scores_table_figure:
    input:
        marks="results/pca/marks.csv",
        statistics="results/pca/marks_statistics.csv",
        code=sources("articles.pca.draw.marks"),
    output:
        multiext("results/pca/figures/pca-scores-table", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/scores_table_figure.log",
    benchmark:
        "results/benchmarks/pca/scores_table_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.marks:table",
    script:
        "../scripts/call.py"


rule pca_scores_scatter_matrix_figure:
    input:
        marks="results/pca/marks.csv",
        statistics="results/pca/marks_statistics.csv",
        code=sources("articles.pca.draw.marks"),
    output:
        multiext("results/pca/figures/pca-scores-scatter-matrix", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/scores_scatter_matrix_figure.log",
    benchmark:
        "results/benchmarks/pca/scores_scatter_matrix_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.marks:scatter_matrix",
    script:
        "../scripts/call.py"


rule pca_scores_eigenbasis_figure:
    input:
        scores="results/pca/marks_scores.csv",
        eigen="results/pca/marks_eigen.csv",
        code=sources("articles.pca.draw.marks"),
    output:
        multiext("results/pca/figures/pca-scores-eigenbasis", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/scores_eigenbasis_figure.log",
    benchmark:
        "results/benchmarks/pca/scores_eigenbasis_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.marks:eigenbasis",
    script:
        "../scripts/call.py"


rule pca_eigen_summary_table_figure:
    input:
        eigen="results/pca/marks_eigen.csv",
        vectors="results/pca/marks_vectors.csv",
        code=sources("articles.pca.draw.marks"),
    output:
        multiext("results/pca/figures/pca-eigen-summary-table", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/eigen_summary_table_figure.log",
    benchmark:
        "results/benchmarks/pca/eigen_summary_table_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.marks:summary",
    script:
        "../scripts/call.py"


rule pca_formulas:
    input:
        code=sources("articles.pca.compute.formulas"),
    output:
        "results/pca/formulas.csv",
    log:
        "results/logs/pca/formulas.log",
    benchmark:
        "results/benchmarks/pca/formulas.tsv"
    threads: 1
    params:
        **config["pca"]["formulas"],
        seed=config["seed"],
        matrix=PRINTED["covariance"],
        divisor=config["pca"]["geometry"]["divisor"],
        call="articles.pca.compute.formulas:identities",
    script:
        "../scripts/call.py"


rule pca_facts:
    input:
        code=sources("articles.pca.compute.statements"),
    output:
        "results/pca/facts.csv",
    log:
        "results/logs/pca/facts.log",
    benchmark:
        "results/benchmarks/pca/facts.tsv"
    threads: 1
    params:
        **config["pca"]["formulas"],
        **config["pca"]["statements"],
        seed=config["seed"],
        vectors=config["pca"]["marks"]["vectors"],
        call="articles.pca.compute.statements:facts",
    script:
        "../scripts/call.py"


rule pca_expansions:
    input:
        code=sources("articles.pca.compute.statements"),
    output:
        "results/pca/expansions.csv",
    log:
        "results/logs/pca/expansions.log",
    benchmark:
        "results/benchmarks/pca/expansions.tsv"
    threads: 1
    params:
        means=PRINTED["means"],
        matrix=PRINTED["covariance"],
        call="articles.pca.compute.statements:expansions",
    script:
        "../scripts/call.py"


rule pca_kl_centring_figure:
    input:
        expansions="results/pca/expansions.csv",
        code=sources("articles.pca.draw.expansions"),
    output:
        multiext("results/pca/figures/pca-kl-centring", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/kl_centring_figure.log",
    benchmark:
        "results/benchmarks/pca/kl_centring_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.expansions:centring",
    script:
        "../scripts/call.py"


rule pca_mnist:
    input:
        mnist="results/data/mnist.npz",
        code=sources("articles.pca.compute.mnist"),
    output:
        images="results/pca/mnist_images.npz",
        ratios="results/pca/mnist_ratios.csv",
        summary="results/pca/mnist_summary.csv",
        reconstruction="results/pca/mnist_reconstruction.csv",
        shapes="results/pca/mnist_shapes.csv",
        switch="results/pca/mnist_switch.csv",
    log:
        "results/logs/pca/mnist.log",
    benchmark:
        "results/benchmarks/pca/mnist.tsv"
    threads: 2
    params:
        **config["pca"]["mnist"],
        call="articles.pca.compute.mnist:study",
    script:
        "../scripts/call.py"


rule pca_mnist3_first_three_figure:
    input:
        images="results/pca/mnist_images.npz",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist3-first-three", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist3_first_three_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist3_first_three_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.mnist:first_images",
    script:
        "../scripts/call.py"


rule pca_mnist3_eigenvectors_25_figure:
    input:
        images="results/pca/mnist_images.npz",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist3-eigenvectors-25", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist3_eigenvectors_25_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist3_eigenvectors_25_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.mnist:eigenvectors",
    script:
        "../scripts/call.py"


rule pca_mnist_cumulative_ratio_figure:
    input:
        ratios="results/pca/mnist_ratios.csv",
        summary="results/pca/mnist_summary.csv",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist-cumulative-ratio", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist_cumulative_ratio_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist_cumulative_ratio_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.mnist:cumulative_ratio",
    script:
        "../scripts/call.py"


rule pca_mnist3_reconstruction_200_figure:
    input:
        images="results/pca/mnist_images.npz",
        reconstruction="results/pca/mnist_reconstruction.csv",
        code=sources("articles.pca.draw.mnist"),
    output:
        multiext("results/pca/figures/mnist3-reconstruction-200", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/mnist3_reconstruction_200_figure.log",
    benchmark:
        "results/benchmarks/pca/mnist3_reconstruction_200_figure.tsv"
    threads: 1
    params:
        call="articles.pca.draw.mnist:reconstructions",
    script:
        "../scripts/call.py"
