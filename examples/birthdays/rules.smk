# Tables of the article -> results/birthdays/*.csv. Rule and function have the same name.


rule birthdays_chances:
    output:
        chances="results/birthdays/chances.csv",
        growth="results/birthdays/growth.csv",
        thresholds="results/birthdays/thresholds.csv",
    log:
        "results/logs/birthdays/chances.log",
    params:
        **calls("articles.birthdays.compute.chances:chances"),
        days=config["birthdays"]["chances"]["days"],
        most_people=config["birthdays"]["chances"]["most_people"],
        thresholds=config["birthdays"]["chances"]["thresholds"],
    script:
        CALL


rule birthdays_rooms:
    output:
        "results/birthdays/rooms.csv",
    log:
        "results/logs/birthdays/rooms.log",
    params:
        **config["birthdays"]["rooms"],
        **calls("articles.birthdays.compute.rooms:rooms"),
        seed=config["seed"],
    script:
        CALL


rule birthdays_uneven:
    output:
        "results/birthdays/uneven.csv",
    log:
        "results/logs/birthdays/uneven.log",
    params:
        **config["birthdays"]["uneven"],
        **calls("articles.birthdays.compute.uneven:uneven"),
    script:
        CALL
