"""The audit tested: claims, formulas, results and files changed one at a time."""
