"""Landlock: which files a process may touch at all, whoever owns them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.errors import IsolationUnavailable


@dataclass(frozen=True)
class Landlock:
    """What the kernel enforces: its ABI (0: none) and whether signals are kept inside."""

    abi: int
    signal_scope: bool


def supported() -> Landlock:
    """Ask the kernel what it has."""
    import landlockpy

    abi = landlockpy.abi_version()
    return Landlock(abi, bool(landlockpy.scope_for_abi(abi) & landlockpy.Scope.SIGNAL))


def restrict(
    readable: Iterable[str], writable: Iterable[str], execute: bool, listed: Iterable[str] = ()
) -> None:
    """Confine this process to lists of paths; what is missing on this machine is left out.

    Everything under `readable` may be read, everything under `writable` also created, changed and
    removed; of what is under `listed` the names can be seen. Programs among them may be started
    only with `execute`. Raises `IsolationUnavailable` without Landlock.
    """
    import landlockpy
    from landlockpy import AccessFS, Scope

    if not landlockpy.supported():
        raise IsolationUnavailable("the kernel has no Landlock (Linux 5.13 or newer has it)")
    read_file = AccessFS.READ_FILE
    change_file = read_file | AccessFS.WRITE_FILE | AccessFS.TRUNCATE
    read_tree = read_file | AccessFS.READ_DIR
    if execute:
        read_tree |= AccessFS.EXECUTE
    change_tree = (
        read_tree | change_file | AccessFS.REMOVE_DIR | AccessFS.REMOVE_FILE | AccessFS.MAKE_DIR
        | AccessFS.MAKE_REG | AccessFS.MAKE_SYM | AccessFS.REFER
    )  # fmt: skip
    with landlockpy.Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as ruleset:
        for paths, tree, file in (
            (readable, read_tree, read_file),
            (writable, change_tree, change_file),
            (listed, AccessFS.READ_DIR, AccessFS.READ_DIR),
        ):
            for path in paths:
                if os.path.exists(path):
                    ruleset.allow_path(path, tree if os.path.isdir(path) else file)
        ruleset.restrict()
