"""Methods that several articles compute with."""
