"""Running notebooks: the fork server, its contained workers and the controller that drives them.

`outside` is trusted and unlimited: it drives, measures and ends processes. `inside` runs in the
processes that it starts, beside the student. `between` is what both sides speak.
"""
