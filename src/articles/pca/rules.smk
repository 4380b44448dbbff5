# PCA: the 30 marks, seeded samples and MNIST -> results/pca/*.csv, *.npz -> results/pca/figures/


include: "rules/marks.smk"
include: "rules/clouds.smk"
include: "rules/geometry.smk"
include: "rules/formulas.smk"
include: "rules/mnist.smk"
