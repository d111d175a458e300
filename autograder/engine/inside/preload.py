"""The start of the engine's first process: libraries imported, and hidden from notebooks.

Started afresh with an empty environment:
`python -sP -m autograder.engine.inside.preload FD LIBRARY...`.
What a notebook may see without an import of its own is what its shell, IPython, brings: a kernel
has all that, too. The rest is hidden, parts of the standard library and of the grader among it. So
the shell comes first here, and everything else is imported later than usual.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Sequence

from autograder import preloaded

# The sandbox's own modules come first: imported later, a student's file could take their name.
_SANDBOX = (
    "landlockpy", "threadpoolctl", "multiprocessing.synchronize", "autograder.sandbox.selftest",
)  # fmt: skip


def import_libraries(names: Sequence[str]) -> list[str]:
    """Import modules; what is not installed is left out and named."""
    missing = []
    for name in (*_SANDBOX, *names):
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    with contextlib.suppress(ImportError):
        import joblib

        joblib.parallel_config(backend="threading")  # its default would start processes
    return missing


def main(descriptor: int, libraries: Sequence[str]) -> None:
    """Import `libraries`, hide them, and go on as the zygote."""
    with preloaded.recorded():
        from autograder.engine.inside.shell import NotebookRunner

        runner = NotebookRunner()
        preloaded.see()
        from autograder.engine.inside import zygote

        missing = import_libraries(libraries)
        runner.prepare_plots()
    preloaded.hide()
    zygote.main(descriptor, runner, missing)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
