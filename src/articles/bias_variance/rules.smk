# Bias and variance: closed forms and simulations -> results/bias_variance/*.csv -> results/bias_variance/figures/


include: "rules/tables.smk"
