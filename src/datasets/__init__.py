"""Data sets, each behind the same contract: find, record, split, preprocess."""
