"""How far the sides of a formula are apart, and which of them is wrong."""
