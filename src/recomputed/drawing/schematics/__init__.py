"""One small vocabulary for every schematic: shapes, wires, the graphs they show, and the charts that articles share."""
