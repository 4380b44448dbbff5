# The history of neural nets: perceptrons, deep gradients, pretraining, dates -> results/history/*.csv, *.npz -> results/history/figures/


include: "history_perceptrons.smk"
include: "history_depth.smk"
include: "history_timeline.smk"


rule history:
    input:
        deliverables("history"),
