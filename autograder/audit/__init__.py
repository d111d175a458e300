"""The proof that a lab is fair: what must be right and what must be wrong, graded and compared.

==================  ====================================================================
`audit`             audits one lab
`subject`           what is audited: a lab of this course, or an nbgrader notebook
`tables`            which tables it reads
`seeds`             with which seeds the reference runs again
`answers`           what is tried
`bench`             how it is run
`calls`             what the checks of a task hand to its functions
`finding`           what is found out by more runs: over seeds, by calls, on the page
`further`           what that found; `page` is its part about locked cells
`evidence`          all that came out
`rows`              one question a file: each compares what came out with what the lab says
`question`          what a question consists of
`surprises`         the words for what is not as the lab says
`mutation_score`    how many mutants are caught
`report`            the result, for a table and for programs
`proofs`            proofs that do not have to be made again
==================  ====================================================================

Nothing is imported here: `labs audit` starts the engine before it loads the rest.
"""
