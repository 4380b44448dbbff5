"""Tables of gradients over time, clipping, training and ablation."""
