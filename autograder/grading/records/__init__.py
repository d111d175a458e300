"""What is written down: the gradebook, `autograded/`; and read back."""
