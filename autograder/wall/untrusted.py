"""Files that the student's code may have written never become code or objects of a test's process.

Whichever way a test takes, the interpreter announces what it is about to do: it opens a file,
compiles a text, runs code, loads a library, looks up a class that a pickle names.
"""

from __future__ import annotations

import os
import pickle
import site
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType

_REMEDY = "ask for its functions by name, as the tests of a notebook do"
_NO_CODE = f"code that the student's code may have written does not run in a test: {_REMEDY}"
_NO_PICKLE = "a test cannot unpickle what the student's code may write"
_LOADERS = tuple(f"<frozen {name}>" for name in ("importlib._bootstrap_external", "zipimport",
                                                 "runpy"))  # fmt: skip
# Modules of the standard library that run the text that they are given, as IPython does.
_RUNNERS = {f"{name}.py" for name in ("code", "codeop", "timeit", "doctest", "bdb", "trace",
                                      "profile", "cProfile")}  # fmt: skip
_FOLDERS = {
    *sysconfig.get_paths().values(), *site.getsitepackages(), site.getusersitepackages(),
    os.path.dirname(os.path.dirname(__file__)),
}  # fmt: skip
_LIBRARIES = tuple(
    {os.path.join(f, "") for folder in _FOLDERS for f in (folder, os.path.realpath(folder))}
)


class Untrusted:
    """Refuses to unpickle during a test, and once a file of the student's has been read.

    Code of such a file is refused always, and once one has been read a test runs no text as code.
    `own` says whether a path below the sandbox's folder `root` came with the assignment.
    """

    def __init__(self, root: str, own: Callable[[str], bool]) -> None:
        self._root, self._own = os.path.join(os.path.realpath(root), ""), own
        self.in_test = self.tainted = self.paused = False
        self._events: dict[str, Callable[..., None]] = {
            "open": self._opened, "import": self._imported, "compile": self._compiled,
            "exec": self._ran, "function.__new__": self._ran, "ctypes.dlopen": self._linked,
            "pickle.find_class": self._unpickled, "sqlite3.connect": self._read,
        }  # fmt: skip

    def install(self) -> None:
        """Watch this process; that cannot be undone."""
        sys.addaudithook(self._heard)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Files that the wall itself opens meanwhile do not count."""
        self.paused = True
        try:
            yield
        finally:
            self.paused = False

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        handler = self._events.get(event)
        if handler is not None and not self.paused:
            handler(*arguments)

    def _unpickled(self, *_: object) -> None:
        if self.in_test or self.tainted:
            raise pickle.UnpicklingError(_NO_PICKLE)

    def _opened(self, place: object, mode: object, flags: object) -> None:
        writes = isinstance(flags, int) and flags & os.O_ACCMODE == os.O_WRONLY
        if writes or not self._strange(place, by_number=mode is None):
            return
        if sys._getframe(2).f_code.co_filename in _LOADERS:
            raise PermissionError(1, _NO_CODE)
        self.tainted = True

    def _read(self, place: object) -> None:
        self.tainted = self.tainted or self._strange(place)

    def _imported(self, module: object, file: object, *_: object) -> None:
        if file is not None and self._strange(file):
            raise PermissionError(1, _NO_CODE)

    def _linked(self, name: object) -> None:
        path = _path(name)
        if path is not None and os.sep in path and self._strange(path):
            raise PermissionError(1, _NO_CODE)

    def _compiled(self, source: object, name: object) -> None:
        self._judge(name, sys._getframe(2))

    def _ran(self, code: object, *_: object) -> None:
        self._judge(code.co_filename if isinstance(code, CodeType) else None, sys._getframe(2))

    def _judge(self, name: object, frame: FrameType) -> None:
        """Refuse code of a file of the student's, and a text that a test runs after it read one."""
        path = _path(name)
        known = path is not None and (path.startswith("<") or path.startswith(_LIBRARIES))
        if not known and path is not None and os.path.lexists(path) and self._strange(path):
            raise PermissionError(1, _NO_CODE)
        if self.tainted and _by_a_test(frame):
            raise PermissionError(1, _NO_CODE)

    def _strange(self, place: object, *, by_number: bool = False) -> bool:
        """Whether a path, of any type, is that of a file that the student's code may have written.

        A relative path that was opened `by_number` may be relative to a folder that is not told.
        """
        path = _path(place)
        if path is None:
            return False  # a descriptor: it was opened before
        full = os.path.realpath(path)
        if not full.startswith(self._root):
            return by_number and not os.path.isabs(path)
        return not self._own(os.path.relpath(full, self._root))


def _path(place: object) -> str | None:
    try:
        return os.fsdecode(place)  # type: ignore[arg-type]  # anything else raises
    except Exception:  # a descriptor, or no path at all
        return None


def _by_a_test(frame: FrameType) -> bool:
    """Whether a test's own code runs a text, by itself or by a library that does so for it."""
    if not _of_a_library(frame):
        return True
    path = frame.f_code.co_filename
    if os.path.basename(path) not in _RUNNERS and f"{os.sep}IPython{os.sep}" not in path:
        return False
    outer = frame.f_back
    while outer is not None:
        if not _of_a_library(outer):
            return True
        outer = outer.f_back
    return False


def _of_a_library(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(("<frozen ", *_LIBRARIES))
