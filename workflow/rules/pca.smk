# PCA: the 30 marks, MNIST and seeded samples -> results/pca/*.csv, *.npz -> results/pca/figures/


rule pca:
    input:
        deliverables("pca"),
