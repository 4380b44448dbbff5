"""Tables of bias, variance and error."""
