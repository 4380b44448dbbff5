"""Bias and variance: closed forms, simulations and remedies."""
