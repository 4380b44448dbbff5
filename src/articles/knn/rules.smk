# KNN: neighbours of MNIST images, found once -> results/knn/neighbours/ -> tables -> results/knn/figures/


include: "rules/neighbours.smk"
include: "rules/toy.smk"
include: "rules/claims.smk"
