"""The articles: a folder each, with its ledger, settings, rules, computations and drawings."""
