"""`python -m lumina` is `labs data build`, with the same options."""

import sys

from autograder.cli.app import main

sys.argv[1:1] = ["data", "build"]
main()
