"""The value of an expression tree on bound values."""
