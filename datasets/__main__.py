"""`python -m datasets` builds the tables, `python -m datasets --check` compares them."""

from __future__ import annotations

import argparse
import sys

from datasets.build import build, check
from datasets.card import CardError
from datasets.rules import PackError, load, packs


def main() -> int:
    """Build or check; return the exit status: 0 good, 1 something to mend."""
    parser = argparse.ArgumentParser(
        prog="python -m datasets", description="Build or check the tables and the rule packs."
    )
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    if parser.parse_args().check:
        problems = check()
    else:
        try:
            for path in build():
                print(f"{path.stat().st_size / 1000:8.1f} kB  {path.name}")
            problems = []
        except CardError as error:
            problems = [str(error)]
    for pack in packs():
        try:
            load(pack)
        except PackError as error:
            problems.append(str(error))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
