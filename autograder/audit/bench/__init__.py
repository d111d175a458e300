"""How answers are run: in the engine, many at once, each from the state that it needs.

==================  ====================================================================
`engines`           the engines of an audit
`servers`           the fork servers, from whose states runs start
`runner`            runs one variation of a lab
`batches`           runs many answers in the same processes
`seeds`             runs answers with one seed after the other
`drawn`             which checks draw from the seed
`parallel`          a few runs at once
`bench`             runs all variations of a lab
`reruns`            runs the reference again, with other seeds and permuted tables
`nbgrader_scores`   lets nbgrader itself grade them
`outcomes`          what came of a run
`cards`             what a student sees of a check
`calibration`       how fast this machine is
`suggested_limits`  limits for `grading.toml`
==================  ====================================================================
"""
