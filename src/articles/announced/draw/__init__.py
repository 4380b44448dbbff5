"""What the series announced, drawn: one module a topic."""
