"""What a contained process sees of the disk: system libraries, its own box and nothing else.

Private root (level `full`)::

    /usr/lib ... <python>/lib    read-only binds of the host's
    /etc, /dev                   the few files that libraries look for
    /support                     the assignment's files, read-only
    /box/work, /box/tmp          the submission's own small file system (/tmp points here)
    /proc                        this submission's processes only
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from autograder.sandbox import syscalls as sc

SYSTEM = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/fonts", "/usr/share/zoneinfo",
    "/usr/share/mime", "/etc/fonts", "/etc/localtime", "/etc/mime.types", "/etc/ld.so.cache",
)  # fmt: skip
PROGRAMS = ("/bin", "/usr/bin")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
# Where joblib asks how many processors a container may use.
PROCESSORS = (
    "/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
    "/sys/fs/cgroup/cpu/cpu.cfs_period_us",
)  # fmt: skip
BOX = "/box"
SUPPORT = "/support"
_PASSWD = "student:x:1000:1000:student:/box/work:/bin/sh\n"
_GROUP = "student:x:1000:\n"


def readable_paths(programs: bool = False) -> list[str]:
    """The host's paths that student code may read: libraries, Python, this package, its data.

    Never a whole prefix: the exchange of nbgrader lies below /usr/local/share, a course may lie
    beside its virtual environment.
    """
    paths = [*SYSTEM, *(PROGRAMS if programs else ())]
    for prefix in (sys.prefix, sys.base_prefix):
        paths += [os.path.join(prefix, name) for name in ("lib", "lib64", "bin")]
    paths.append(str(Path(__file__).resolve().parents[1]))
    data = find_spec("lumina")  # the tables and rule packs of the labs
    if data is not None and data.origin:
        paths.append(str(Path(data.origin).resolve().parent))
    return [path for path in dict.fromkeys(paths) if os.path.lexists(path)]


def _place(root: str, path: str, directory: bool) -> str:
    """Make a mount point for `path` under the new root."""
    target = root + path
    os.makedirs(target if directory else os.path.dirname(target), mode=0o755, exist_ok=True)
    if not directory:
        Path(target).touch()
    return target


def _bind(root: str, path: str, attributes: int) -> None:
    """Bind a path of the host at the same place under the new root."""
    if os.path.islink(path):
        target = os.readlink(path)
        if not os.path.isabs(target) and os.path.isdir(path):  # /lib -> usr/lib
            os.makedirs(os.path.dirname(root + path), exist_ok=True)
            os.symlink(target, root + path)
            return
    source = os.path.realpath(path)
    target = _place(root, path, os.path.isdir(source))
    sc.mount(source, target, flags=sc.MS_BIND | sc.MS_REC)
    sc.restrict_mounts(target, attributes)


def build_root(scratch: str, readable: list[str]) -> None:
    """Make the private root in a fresh mount namespace and move into it.

    `scratch` is an empty folder of the host, used as the mount point. Needs the capability to
    mount; raises `OSError` where the machine forbids it.
    """
    sc.mount("none", "/", flags=sc.MS_REC | sc.MS_PRIVATE)
    sc.mount("tmpfs", scratch, "tmpfs", sc.MS_NOSUID | sc.MS_NODEV, "mode=755,size=1g")
    closed = sc.MOUNT_ATTR_RDONLY | sc.MOUNT_ATTR_NOSUID | sc.MOUNT_ATTR_NODEV
    done: list[str] = []
    for path in sorted(readable, key=len):
        if not any(path.startswith(parent + "/") for parent in done):
            _bind(scratch, path, closed)
            done.append(path)
    for device in DEVICES:
        _bind(scratch, device, sc.MOUNT_ATTR_NOSUID)
    for name in (BOX, SUPPORT, "/proc", "/.host"):
        os.makedirs(scratch + name, exist_ok=True)
    for name, target in (("/tmp", "box/tmp"), ("/dev/shm", "../box/tmp")):
        if not os.path.lexists(scratch + name):  # Python itself may be installed below /tmp
            os.symlink(target, scratch + name)
    os.symlink("/proc/self/fd", scratch + "/dev/fd")
    Path(scratch + "/etc/passwd").write_text(_PASSWD, encoding="ascii")
    Path(scratch + "/etc/group").write_text(_GROUP, encoding="ascii")
    # Only where a full /proc can be seen may a new one be mounted over it later.
    sc.mount("/proc", scratch + "/proc", flags=sc.MS_BIND | sc.MS_REC)
    os.chmod(scratch + SUPPORT, 0o777)
    sc.pivot_root(scratch, scratch + "/.host")
    os.chdir("/")
    sc.unmount("/.host")
    os.rmdir("/.host")


def seal_root() -> None:
    """Make the private root and the support files read-only."""
    sc.restrict_mounts("/", sc.MOUNT_ATTR_RDONLY)


def mount_box(size: int, files: int) -> None:
    """Mount a fresh file system for one submission, of limited size (bytes) and number of files."""
    options = f"mode=755,size={size},nr_inodes={files + 16}"
    sc.mount("tmpfs", BOX, "tmpfs", sc.MS_NOSUID | sc.MS_NODEV, options)


def mount_proc(submission: bool) -> None:
    """Mount the process list of the current pid namespace; for a submission, processes alone."""
    flags = sc.MS_NOSUID | sc.MS_NODEV | sc.MS_NOEXEC
    sc.mount("proc", "/proc", "proc", flags, "subset=pid" if submission else "")
