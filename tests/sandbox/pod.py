"""Run an engine as it would run in a container: some system calls are blocked around it.

    python pod.py BLOCKED LEVEL

BLOCKED is `namespaces` (what the default profile of Kubernetes and Docker blocks) or
`namespaces+landlock` (an older profile or kernel). Prints what came of it as JSON.
"""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pyseccomp as seccomp

from autograder.engine.between.execution import Cell
from autograder.engine.outside.engine import Engine
from autograder.errors import IsolationUnavailable
from autograder.sandbox.limits import Limits

sys.path.insert(0, str(Path(__file__).parents[1]))
from sandbox.weakened import standing_in

NAMESPACES = "unshare setns mount umount2 pivot_root mount_setattr open_tree move_mount fsopen"
LANDLOCK = "landlock_create_ruleset landlock_add_rule landlock_restrict_self"
NEW_NAMESPACE_BITS = (17, 25, 26, 27, 28, 29, 30)  # CLONE_NEWNS and CLONE_NEWCGROUP to NEWNET
# Newer than some releases of libseccomp, which then do not know them by name.
NUMBERS = {"landlock_create_ruleset": 444, "landlock_add_rule": 445, "landlock_restrict_self": 446}


def block(names: str, code: int) -> None:
    """Make the calls fail for this process and all that it starts."""
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in names.split():
        number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)
        number = NUMBERS.get(name, number)
        if number >= 0:
            rules.add_rule(seccomp.ERRNO(code), number)
    for bit in NEW_NAMESPACE_BITS:
        argument = seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit)
        rules.add_rule(seccomp.ERRNO(errno.EPERM), "clone", argument)
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.load()


def main(blocked: str, level: str) -> dict[str, object]:
    """Block, start an engine at the level, run a cell."""
    vars(subprocess)["Popen"] = standing_in("nothing")
    block(NAMESPACES, errno.EPERM)
    if "landlock" in blocked:
        block(LANDLOCK, errno.ENOSYS)
    with Engine(level) as engine:
        try:
            server = engine.assignment(Limits(), {})
        except IsolationUnavailable as error:
            return {"refused": str(error), "problem": error.problem, "remedy": error.remedy}
        cells = [Cell("print(6 * 7)", True), Cell("import os; os._exit(1)", True), Cell("1", True)]
        execution = server.run(cells, {})
        server.close()
    text = execution.cells[0].outputs[0]["text"]
    endings = [cell.ending.value for cell in execution.cells]
    return {"record": execution.isolation.as_dict(), "text": text, "endings": endings}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2])))
