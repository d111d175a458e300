"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_READABLE = 0o666  # as `open` would make it, before the umask


@contextlib.contextmanager
def whole(path: Path, mode: int = _READABLE) -> Iterator[Path]:
    """A file beside `path` to be written; it takes the place of `path` when the block ends well.

    It has the ending of `path`, since some writers choose their format by it. If anything goes
    wrong `path` is as it was and nothing is left beside it.

    Raises:
        OSError: nothing can be written there, or there is no such folder.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(mode & ~_umask())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_whole(
    path: Path, content: str | bytes, encoding: str = "utf-8", errors: str = "strict",
    mode: int = _READABLE,
) -> None:  # fmt: skip
    """Write a text, its line ends as they are, or bytes.

    Raises:
        OSError: nothing can be written there.
    """
    data = content.encode(encoding, errors) if isinstance(content, str) else content
    with whole(path, mode) as part:
        part.write_bytes(data)


def _umask() -> int:
    """The umask of this process, read where reading it changes nothing."""
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("Umask:"):
            return int(line.split()[1], 8)
    return 0o022
