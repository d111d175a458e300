"""What is tried in a lab: right and wrong answers, the author's and automatic ones.

==============  ====================================================================
`variations`    the ways to fill in a lab's notebook
`trials`        an answer that was made automatically, and what it is worth
`rewrites`      the reference in other forms that mean the same
`spoiling`      right answers that change what they were given
`thoughtless`   answers that need no thought
`cheats`        cheats that need to know nothing of the lab
`mutation`      mutants: the reference with one small mistake
==============  ====================================================================
"""
