"""What the instructor wrote: the frame of an assignment, its tests, their versions."""
