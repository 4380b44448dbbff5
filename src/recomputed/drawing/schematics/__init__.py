"""What all schematics are made of: shapes, wires, the graphs they show, and the charts that several articles use."""
