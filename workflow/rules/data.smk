# Each data set, found once and verified -> results/data/<name>.npz, and where it was found -> results/data/<name>.json

for name in data_sets.schemas():

    rule:
        name:
            name
        output:
            arrays=data_sets.arrays_file(name),
            record=data_sets.record_file(name),
        log:
            f"results/logs/data/{name}.log",
        localrule: True  # the head of a cluster has a network
        params:
            **data_sets.params(name, config),
            **calls(f"datasets.{name}.find:obtain"),
        script:
            CALL
