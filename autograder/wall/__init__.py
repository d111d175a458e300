"""The wall: tests run in one process, the student's code in another, and only data passes.

`wire` carries messages, `values` and `tables` turn values into data and back, `workfiles` carries
files. `student` answers in the student's process, `checker` asks in the process of the tests.
`plan` reads from the instructor's notebook which cells run where and which names are asked for.
`kinds` knows what kinds of values the reference answered with, `handles` what may be done with an
object, `untrusted` keeps files of the student's from becoming code.

Nothing that arrives is unpickled or evaluated: a message is JSON and plain buffers, read by exact
rules with limits (`rules`).
"""
