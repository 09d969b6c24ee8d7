"""One way to ask what a text says, and one file for each engine that answers."""
