# KNN: neighbours of MNIST images, found once -> results/knn/neighbours/ -> tables -> results/knn/figures/


include: "knn_neighbours.smk"
include: "knn_toy.smk"
include: "knn_claims.smk"


rule knn:
    input:
        deliverables("knn"),
