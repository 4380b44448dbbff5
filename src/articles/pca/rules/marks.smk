# Section 4: the marks of 30 students, of which only moments are published.

# Printed moments and what the marks are called; every rule of the 30 students starts from them.
PRINTED = {name: config["pca"]["marks"][name] for name in ("subjects", "students", "highest", "means", "covariance")}


rule pca_moments:
    output:
        candidates="results/pca/marks_moments.csv",
        search="results/pca/marks_search.csv",
        exact="results/pca/marks_exact.csv",
    log:
        "results/logs/pca/moments.log",
    params:
        **PRINTED,
        **calls("articles.pca.compute.marks:moments"),
    script:
        CALL


rule pca_marks:
    output:
        "results/pca/marks.csv",
    log:
        "results/logs/pca/marks.log",
    params:
        **PRINTED,
        **calls("articles.pca.compute.marks:witness"),
        seed=config["seed"],
        steps=config["pca"]["marks"]["steps"],
    script:
        CALL


rule pca_marks_statistics:
    input:
        marks="results/pca/marks.csv",
    output:
        "results/pca/marks_statistics.csv",
    log:
        "results/logs/pca/marks_statistics.log",
    params:
        **calls("articles.pca.compute.marks:statistics"),
    script:
        CALL


rule pca_marks_second_routes:
    input:
        marks="results/pca/marks.csv",
    output:
        "results/pca/marks_second_routes.csv",
    log:
        "results/logs/pca/marks_second_routes.log",
    params:
        **calls("articles.pca.compute.second_routes:table"),
        subjects=config["pca"]["marks"]["subjects"],
        vectors=config["pca"]["marks"]["vectors"],
    script:
        CALL


rule pca_marks_panels:
    input:
        marks="results/pca/marks.csv",
    output:
        points="results/pca/marks_panels.csv",
        mirrors="results/pca/marks_mirrored.csv",
    log:
        "results/logs/pca/marks_panels.log",
    params:
        **calls("articles.pca.compute.marks:panels"),
    script:
        CALL


rule pca_correlation_rule:
    input:
        marks="results/pca/marks.csv",
    output:
        "results/pca/correlation_rule.csv",
    log:
        "results/logs/pca/correlation_rule.log",
    params:
        **calls("articles.pca.compute.marks:correlation_rule"),
        seed=config["seed"],
        units=config["pca"]["marks"]["units"],
        trials=config["pca"]["marks"]["trials"],
    script:
        CALL


rule pca_marks_axes:
    input:
        marks="results/pca/marks.csv",
    output:
        eigen="results/pca/marks_eigen.csv",
        vectors="results/pca/marks_vectors.csv",
        orthonormality="results/pca/marks_orthonormality.csv",
    log:
        "results/logs/pca/marks_axes.log",
    params:
        **calls("articles.pca.compute.factors:axes"),
        subjects=config["pca"]["marks"]["subjects"],
        covariance=config["pca"]["marks"]["covariance"],
        vectors=config["pca"]["marks"]["vectors"],
    script:
        CALL


rule pca_marks_scores:
    input:
        marks="results/pca/marks.csv",
    output:
        scores="results/pca/marks_scores.csv",
        covariance="results/pca/marks_scores_covariance.csv",
    log:
        "results/logs/pca/marks_scores.log",
    params:
        **calls("articles.pca.compute.factors:scores"),
        subjects=config["pca"]["marks"]["subjects"],
    script:
        CALL
