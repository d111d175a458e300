"""The proof that a lab is fair: what must be right and what must be wrong, graded and compared.

==============  ====================================================================
`audit`         audits one lab
`engines`       the engines of an audit
`subject`       what is audited: a lab of this course, or an nbgrader notebook
`variations`    the ways to fill in a lab
`mutation`      mutants: the reference with one small mistake
`rewriting`     the reference in other forms that mean the same
`thoughtless`   answers that need no thought
`battery`       cheats
`servers`       the fork servers, from whose states runs start
`cells`         runs one variation and reads the cards of its checks
`batches`       runs many answers in the same processes
`running`       runs all of them, each from the state that it needs
`steadiness`    runs the reference again, with other seeds and permuted tables
`plain`         lets nbgrader itself grade them
`evidence`      all that came out
`judging`       compares it with what the lab says; `trying`, `survival` and `reached` help
`limits`        limits for `grading.toml`
`report`        the result, for a table and for programs
==============  ====================================================================

Nothing is imported here: `labs audit` starts the engine before it loads the rest.
"""
