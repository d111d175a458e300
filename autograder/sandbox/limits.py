"""How much of the machine one submission may use."""

from __future__ import annotations

import resource
from dataclasses import asdict, dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits for one submission; the defaults suit a lab of a data course.

    wall_seconds     time for one cell, measured by a clock on the wall
    total_seconds    time for the whole notebook
    cpu_seconds      processor time of one process
    memory_mb        memory beyond what the imported libraries take, in MiB: of one process, and of
                     all processes of a notebook together
    disk_mb          files that the code writes, all together, in MiB
    files            number of files that the code writes
    open_files       files open at once, in one process
    output_mb        text and pictures that one cell prints, in MiB
    threads          threads at once
    processes        child processes at once; 0 forbids them
    """

    wall_seconds: float = 30.0
    total_seconds: float = 600.0
    cpu_seconds: int = 60
    memory_mb: int = 1024
    disk_mb: int = 64
    files: int = 2000
    open_files: int = 256
    output_mb: float = 4.0
    threads: int = 64
    processes: int = 0

    def as_dict(self) -> dict[str, float]:
        """The limits by name, for the record of a result."""
        return asdict(self)


def address_space() -> int:
    """Bytes of address space that this process holds now (its libraries and their data)."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        pages = int(statm.read().split()[0])
    return pages * resource.getpagesize()


def apply(limits: Limits, base_address_space: int) -> None:
    """Set the resource limits of this process; they cannot be raised again."""
    memory = base_address_space + limits.memory_mb * MEGABYTE
    for kind, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, limits.disk_mb * MEGABYTE),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        _lower(kind, value)
    # A second between the signal that names the reason and the one that ends the process.
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds + 1)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(limits.cpu_seconds, hard), hard))


def unlimited() -> list[str]:
    """The limits that are not in force in this process, by name."""
    kinds = {
        "memory": resource.RLIMIT_AS,
        "processor time": resource.RLIMIT_CPU,
        "file size": resource.RLIMIT_FSIZE,
        "open files": resource.RLIMIT_NOFILE,
    }
    endless = resource.RLIM_INFINITY
    return [name for name, kind in kinds.items() if resource.getrlimit(kind)[1] == endless]


def _lower(kind: int, value: int) -> None:
    ceiling = resource.getrlimit(kind)[1]
    value = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
    resource.setrlimit(kind, (value, value))


def limit_tasks(limits: Limits, spare: int) -> None:
    """Limit threads and processes; `spare` are those that the grader itself needs.

    The kernel counts them for a user within a user namespace, so this is exact only where each
    submission has a namespace of its own.
    """
    _lower(resource.RLIMIT_NPROC, limits.threads + limits.processes + spare)
