"""Small edits tried on what fails."""
