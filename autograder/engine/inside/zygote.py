"""The first process of the engine: libraries imported, nothing run.

`preload` starts it. Each assignment's fork server is a fork of it, so the libraries are imported
once for all of them.
Nothing is ever fitted here: OpenMP does not survive a fork once it has started threads.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
import traceback
from collections.abc import Sequence

from autograder.engine.between import channel, protocol
from autograder.engine.inside import hugepages, server
from autograder.engine.inside.shell import NotebookRunner
from autograder.sandbox import syscalls as sc
from autograder.sandbox.level import Level
from autograder.sandbox.levels import compile_filters
from autograder.sandbox.limits import Limits


def main(descriptor: int, runner: NotebookRunner, missing: Sequence[str]) -> None:
    """Fork a server for each assignment that the controller names.

    `runner` is the notebook's shell, `missing` are the libraries that are not installed.
    """
    sc.prctl(sc.PR_SET_PDEATHSIG, 9)
    sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)
    sock = socket.socket(fileno=descriptor)
    sys.dont_write_bytecode = True  # of a support file: then locked cells would write a file
    gc.collect()
    gc.freeze()  # the collector leaves these objects alone, so forks share their pages
    hugepages.collapse()
    channel.send(sock, {"event": protocol.READY, "missing": list(missing)})
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
