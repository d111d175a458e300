"""From what a test said to a mark."""
