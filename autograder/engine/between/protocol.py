"""The words that the controller and its processes exchange, in one place.

controller -> zygote   assignment   fork a server for an assignment
controller -> server   prefix       run the locked cells once, in a fork that takes over on success
                       worker       fork a worker: for a whole notebook, or for one side of the wall
controller -> worker   cell         run one cell, after a checkpoint if asked

worker -> controller   locked       the sandbox is closed; carries descriptors: of the work folder,
                                    and of the questions about forks
                       ready        self-tests and state
                       forked       a checkpoint stands; this process is its child
                       unforked     no checkpoint could be made; the cell runs without
                       done         a cell's outputs
                       lost         the child is gone; this process, the checkpoint, goes on
"""

from __future__ import annotations

ASSIGNMENT, PREFIX, WORKER, CELL = "assignment", "prefix", "worker", "cell"
LOCKED, READY, FORKED, UNFORKED, DONE, LOST, FAILED = (
    "locked", "ready", "forked", "unforked", "done", "lost", "failed",
)  # fmt: skip
STUDENT, CHECKER = "student", "checker"  # the sides of the wall
# What one message may hold: a cell with its outputs, or a notebook's locked cells.
LARGEST_MESSAGE = 64 * 1024 * 1024
