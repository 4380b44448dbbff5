# What the series announced: MNIST -> tables -> figures in results/announced/. Everything rests on MNIST.


include: "rules/subspaces.smk"
include: "rules/autoencoders.smk"
include: "rules/maps.smk"
