"""The history of neural nets: perceptrons, deep nets whose gradients vanish, and the dates the article gives."""
