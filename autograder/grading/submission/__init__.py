"""What a student handed in, and how it becomes the notebook that runs."""
