# PCA: the 30 marks, seeded samples and MNIST -> results/pca/*.csv, mnist_images.npz, figures from them

# What the article prints about the marks of the 30 students.
PRINTED_MARKS = {
    name: config["pca"]["marks"][name] for name in ("subjects", "students", "highest", "means", "covariance")
}


include: "rules/marks.smk"
include: "rules/geometry.smk"
include: "rules/statements.smk"
include: "rules/mnist.smk"
