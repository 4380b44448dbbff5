"""The data sets of the project; recomputed.workflow.data_sets says what each of them has to offer."""
