# Smart home: simulated products that learn from their users, no input -> tables in results/smart_home/


rule smart_home_tables:
    output:
        uncertainty="results/smart_home/uncertainty.csv",
        growth="results/smart_home/growth.csv",
        care="results/smart_home/care.csv",
    log:
        "results/logs/smart_home/tables.log",
    params:
        **calls("articles.smart_home.compute.tables:tables"),
        uncertainty=config["smart_home"]["uncertainty"],
        growth=config["smart_home"]["growth"],
        care=config["smart_home"]["care"],
        seed=config["seed"],
    script:
        CALL
