"""Figures from the tables of bias, variance and error."""
