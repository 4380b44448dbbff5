# KNN: MNIST images, made-up samples -> tables in results/knn/; stopwatch.csv and stopwatch_ratios.csv hold measured seconds


include: "rules/neighbours.smk"
include: "rules/examples.smk"
include: "rules/claims.smk"
