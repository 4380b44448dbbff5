# What the series announced: MNIST -> tables -> figures in results/announced/. Everything rests on MNIST.


include: "announced_subspaces.smk"
include: "announced_autoencoders.smk"
include: "announced_maps.smk"


rule announced:
    input:
        deliverables("announced"),
