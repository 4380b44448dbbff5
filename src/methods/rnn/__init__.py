"""Recurrent nets: simple RNN, LSTM and its variants, forward and back through time."""
