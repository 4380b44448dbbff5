"""What the history article tells, computed: one module a topic."""
