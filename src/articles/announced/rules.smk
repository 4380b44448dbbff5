# Topics that the series announced: MNIST -> results/announced/mnist_*, figures from them


include: "rules/subspaces.smk"
include: "rules/autoencoders.smk"
include: "rules/maps.smk"
