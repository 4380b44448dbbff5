"""Small edits, tried on claims that fail as printed."""
