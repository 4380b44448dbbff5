# PCA: the 30 marks, seeded samples and MNIST -> results/pca/*.csv, *.npz -> results/pca/figures/


include: "pca_marks.smk"
include: "pca_clouds.smk"
include: "pca_geometry.smk"
include: "pca_formulas.smk"
include: "pca_mnist.smk"


rule pca:
    input:
        deliverables("pca"),
