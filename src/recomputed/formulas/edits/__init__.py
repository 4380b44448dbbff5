"""Small edits of a formula: which of them makes it hold, and whether each is noticed."""
