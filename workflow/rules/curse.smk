# The curse of dimensionality: seeded simulations and closed forms -> results/curse/*.csv -> results/curse/figures/


rule curse:
    input:
        deliverables("curse"),
