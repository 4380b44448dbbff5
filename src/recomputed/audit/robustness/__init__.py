"""Verdicts under other seeds and other preprocessings."""
