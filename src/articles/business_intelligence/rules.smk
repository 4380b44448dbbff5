# Business intelligence: counted work, decisions and abbreviations, no input -> tables in results/business_intelligence/


rule business_intelligence_tables:
    output:
        abbreviations="results/business_intelligence/abbreviations.csv",
        scaling="results/business_intelligence/scaling.csv",
        joins="results/business_intelligence/joins.csv",
        central="results/business_intelligence/central.csv",
        mass="results/business_intelligence/mass.csv",
        net_value="results/business_intelligence/net_value.csv",
        gut_feeling="results/business_intelligence/gut_feeling.csv",
    log:
        "results/logs/business_intelligence/tables.log",
    params:
        **calls("articles.business_intelligence.compute.tables:tables"),
        abbreviations=config["business_intelligence"]["abbreviations"],
        scaling=config["business_intelligence"]["scaling"],
        joins=config["business_intelligence"]["joins"],
        central=config["business_intelligence"]["central"],
        mass=config["business_intelligence"]["mass"],
        net_value=config["business_intelligence"]["net_value"],
        gut_feeling=config["business_intelligence"]["gut_feeling"],
        seed=config["seed"],
    script:
        CALL
