# Bias and variance: closed forms and simulations -> results/bias_variance/*.csv -> results/bias_variance/figures/


include: "bias_variance_tables.smk"
include: "bias_variance_figures.smk"


rule bias_variance:
    input:
        deliverables("bias_variance"),
