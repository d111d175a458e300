"""The words, packets and results that both sides of the engine know."""
