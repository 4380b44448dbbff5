"""What the series announced, computed: one module a topic."""
