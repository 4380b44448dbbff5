# The curse of dimensionality: seeded simulations and closed forms -> results/curse/*.csv -> results/curse/figures/


include: "curse_grids.smk"
include: "curse_cubes.smk"
include: "curse_angles.smk"
include: "curse_shells.smk"


rule curse:
    input:
        deliverables("curse"),
