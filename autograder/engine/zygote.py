"""The first process of the engine: libraries imported, nothing run.

Started afresh with an empty environment: `python -sP -m autograder.engine.zygote FD LIBRARY...`.
Each assignment's fork server is a fork of it, so the libraries are imported once for all of them.
Nothing is ever fitted here: OpenMP does not survive a fork once it has started threads.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import socket
import sys
import traceback
from collections.abc import Sequence

from autograder.engine import channel, hugepages, protocol, server
from autograder.engine.shell import NotebookRunner
from autograder.sandbox import syscalls as sc
from autograder.sandbox.levels import Level, compile_filters
from autograder.sandbox.limits import Limits

# The sandbox's own modules come first: imported later, a student's file could take their name.
_SANDBOX = ("landlockpy", "threadpoolctl", "autograder.sandbox.selftest")


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
    """Import `libraries`, then fork a server for each assignment that the controller names."""
    sc.prctl(sc.PR_SET_PDEATHSIG, 9)
    sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)
    sock = socket.socket(fileno=descriptor)
    runner = NotebookRunner()
    missing = import_libraries(libraries)
    runner.prepare_plots()
    sys.dont_write_bytecode = True  # of a support file: then locked cells would write a file
    gc.collect()
    gc.freeze()  # the collector leaves these objects alone, so forks share their pages
    hugepages.collapse()
    channel.send(sock, {"event": protocol.READY, "missing": missing})
    receiver = channel.Receiver(sock, protocol.LARGEST_MESSAGE)
    while True:
        try:
            message = receiver.receive()
        except channel.ChannelClosed:
            break
        if message is None:
            continue
        theirs, support = message.descriptors
        limits = Limits(**message.body["limits"])
        compile_filters(Level(message.body["level"]), limits)
        if os.fork() == 0:
            sock.close()
            serve(socket.socket(fileno=theirs), support, message.body, limits, runner)
        channel.close_all(message.descriptors)
        server.reap()
    sock.close()
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def serve(
    sock: socket.socket, support: int, body: dict[str, object], limits: Limits, runner: object
) -> None:
    """In the fork: serve one assignment until the controller hangs up, then exit."""
    status = 1
    try:
        server.AssignmentServer(
            sock, Level(str(body["level"])), limits, str(body["scratch"]), str(body["canary"]),
            runner,  # type: ignore[arg-type]
        ).start(support)  # fmt: skip
        status = 0
    except channel.ChannelClosed:
        status = 0
    except Exception as error:
        with contextlib.suppress(channel.ChannelClosed):
            reason = f"{type(error).__name__}: {error}"
            channel.send(
                sock,
                {"event": protocol.FAILED, "reason": reason, "trace": traceback.format_exc()},
            )
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
