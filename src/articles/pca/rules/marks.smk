# Section 4, the marks of 30 students: printed moments -> marks.csv, one table with these moments -> results/pca/marks_*.csv


# The integer moments that round to the printed ones.
rule pca_moments:
    output:
        candidates="results/pca/marks_moments.csv",
        search="results/pca/marks_search.csv",
        exact="results/pca/marks_exact.csv",
        students="results/pca/marks_students.csv",
    log:
        "results/logs/pca/moments.log",
    params:
        **PRINTED_MARKS,
        **calls("articles.pca.compute.marks:moments"),
        students_tried=config["pca"]["marks"]["students_tried"],
    script:
        CALL


rule pca_marks:
    output:
        "results/pca/marks.csv",
    log:
        "results/logs/pca/marks.log",
    params:
        **PRINTED_MARKS,
        **calls("articles.pca.compute.marks:marks"),
        seed=config["seed"],
        steps=config["pca"]["marks"]["steps"],
    script:
        CALL


rule pca_marks_statistics:
    input:
        marks="results/pca/marks.csv",
    output:
        statistics="results/pca/marks_statistics.csv",
        panels="results/pca/marks_panels.csv",
        mirrored="results/pca/marks_mirrored.csv",
        correlation_rule="results/pca/correlation_rule.csv",
    log:
        "results/logs/pca/marks_statistics.log",
    params:
        **calls("articles.pca.compute.marks_statistics:tables"),
        unit_ratios=config["pca"]["marks"]["unit_ratios"],
    script:
        CALL


rule pca_marks_factors:
    input:
        marks="results/pca/marks.csv",
    output:
        eigen="results/pca/marks_eigen.csv",
        vectors="results/pca/marks_vectors.csv",
        orthonormality="results/pca/marks_orthonormality.csv",
        scores="results/pca/marks_scores.csv",
        covariance="results/pca/marks_scores_covariance.csv",
        thresholds="results/pca/marks_thresholds.csv",
        expansion="results/pca/marks_expansion.csv",
    log:
        "results/logs/pca/marks_factors.log",
    params:
        **calls("articles.pca.compute.marks_tables:tables"),
        subjects=config["pca"]["marks"]["subjects"],
        covariance=config["pca"]["marks"]["covariance"],
        vectors=config["pca"]["marks"]["vectors"],
        ranges=config["pca"]["marks"]["ranges"],
    script:
        CALL


# Statistics and factors by other formulas, for the second route of the claims.
rule pca_marks_second_routes:
    input:
        marks="results/pca/marks.csv",
    output:
        "results/pca/marks_second_routes.csv",
    log:
        "results/logs/pca/marks_second_routes.log",
    params:
        **calls("articles.pca.compute.second_routes:marks_second_routes"),
        subjects=config["pca"]["marks"]["subjects"],
        vectors=config["pca"]["marks"]["vectors"],
        ranges=config["pca"]["marks"]["ranges"],
    script:
        CALL
