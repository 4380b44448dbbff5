# Section 4: the marks of 30 students, of which only moments are published.

# Printed moments and what the marks are called; every rule of the 30 students starts from them.
PRINTED = {name: config["pca"]["marks"][name] for name in ("subjects", "students", "highest", "means", "covariance")}


rule pca_moments:
    input:
        code=sources("articles.pca.compute.marks"),
    output:
        candidates="results/pca/marks_moments.csv",
        search="results/pca/marks_search.csv",
        exact="results/pca/marks_exact.csv",
    log:
        "results/logs/pca/moments.log",
    benchmark:
        "results/benchmarks/pca/moments.tsv"
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
    params:
        call="articles.pca.compute.marks:statistics",
    script:
        "../scripts/call.py"


rule pca_marks_second_routes:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.second_routes"),
    output:
        "results/pca/marks_second_routes.csv",
    log:
        "results/logs/pca/marks_second_routes.log",
    benchmark:
        "results/benchmarks/pca/marks_second_routes.tsv"
    params:
        call="articles.pca.compute.second_routes:table",
        subjects=config["pca"]["marks"]["subjects"],
        vectors=config["pca"]["marks"]["vectors"],
    script:
        "../scripts/call.py"


rule pca_marks_panels:
    input:
        marks="results/pca/marks.csv",
        code=sources("articles.pca.compute.marks"),
    output:
        points="results/pca/marks_panels.csv",
        mirrors="results/pca/marks_mirrored.csv",
    log:
        "results/logs/pca/marks_panels.log",
    benchmark:
        "results/benchmarks/pca/marks_panels.tsv"
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
    params:
        call="articles.pca.compute.factors:scores",
        subjects=config["pca"]["marks"]["subjects"],
    script:
        "../scripts/call.py"


rule pca_scores_table_figure:
    input:
        marks="results/pca/marks.csv",
        statistics="results/pca/marks_statistics.csv",
        search="results/pca/marks_search.csv",
        code=sources("articles.pca.draw.marks_tables"),
    output:
        multiext("results/pca/figures/pca-scores-table", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/scores_table_figure.log",
    benchmark:
        "results/benchmarks/pca/scores_table_figure.tsv"
    params:
        call="articles.pca.draw.marks_tables:table",
    script:
        "../scripts/call.py"


rule pca_scores_scatter_matrix_figure:
    input:
        points="results/pca/marks_panels.csv",
        statistics="results/pca/marks_statistics.csv",
        code=sources("articles.pca.draw.marks"),
    output:
        multiext("results/pca/figures/pca-scores-scatter-matrix", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/scores_scatter_matrix_figure.log",
    benchmark:
        "results/benchmarks/pca/scores_scatter_matrix_figure.tsv"
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
    params:
        call="articles.pca.draw.marks:eigenbasis",
    script:
        "../scripts/call.py"


rule pca_eigen_summary_table_figure:
    input:
        eigen="results/pca/marks_eigen.csv",
        vectors="results/pca/marks_vectors.csv",
        code=sources("articles.pca.draw.marks_tables"),
    output:
        multiext("results/pca/figures/pca-eigen-summary-table", ".svg", ".pdf", ".png"),
    log:
        "results/logs/pca/eigen_summary_table_figure.log",
    benchmark:
        "results/benchmarks/pca/eigen_summary_table_figure.tsv"
    params:
        call="articles.pca.draw.marks_tables:summary",
    script:
        "../scripts/call.py"
