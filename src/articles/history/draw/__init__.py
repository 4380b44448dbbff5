"""The history article, drawn: one module a topic."""
