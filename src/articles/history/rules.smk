# The history of neural nets: perceptrons, deep gradients, pretraining, dates -> results/history/*.csv, *.npz -> results/history/figures/


include: "rules/perceptrons.smk"
include: "rules/depth.smk"
include: "rules/timeline.smk"
