"""Verdicts under other seeds and other preprocessings of the data."""
