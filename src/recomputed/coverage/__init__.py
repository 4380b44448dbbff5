"""Which sentences, formulas and numbers of a published text are covered by claims, and what the others are."""
