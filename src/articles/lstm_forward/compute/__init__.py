"""Tables of LSTM forward propagation."""
