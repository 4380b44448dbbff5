"""The audit tested: perturbed claims, formulas, results and files."""
