"""Reading notebooks that students handed in: in a process with limits, as plain data.

`reader` asks, on the grader's side. `limited` reads, in a process of its own for each file.
"""
