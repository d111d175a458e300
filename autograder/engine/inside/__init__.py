"""What runs in the engine's processes, beside code of students: outside, none of it is believed."""
