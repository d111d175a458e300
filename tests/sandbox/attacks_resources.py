"""Memory, disk and output: too much of each."""

from __future__ import annotations

from dataclasses import replace

from .cases import SMALL, Case, called, dies, either, finishes, prints, raises, refused, times_out

FULL_DISK = either(raises("OSError", "No space left"), raises("OSError", "File too large"))
QUOTA = dies("MB of files")
TIGHT = replace(SMALL, memory_mb=64)

MEMORY = (
    Case("a list of 8 GB", "x = []\nfor _ in range(8000): x.append(bytes(1 << 20))",
         # The list stays: whether there is room left for the next cell depends on the last piece.
         either(raises("MemoryError"), dies("the cell ended")), alone=True),
    Case("a local list of small objects without end",
         "def f():\n    x = []\n    while True: x.append(object())\nf()",
         raises("MemoryError"), alone=True, limits=TIGHT),
    Case("a numpy array of 8 GB", "import numpy as np; np.ones(10**9)", raises("", "allocate")),
    Case("a shared mapping of 8 GB", "mmap.mmap(-1, 8 << 30)",
         raises("OSError", "Cannot allocate")),
    Case("a string of 8 GB", "'x' * (8 << 30)", raises("MemoryError")),
    Case("anonymous files in memory",
         "attempt('memfd', lambda: os.memfd_create('x'))\n"
         "attempt('memfd_secret', lambda: syscall('memfd_secret'))",
         refused),
    Case("System V and POSIX shared memory",
         """
         attempt("shmget", lambda: syscall("shmget", 0, 4 << 30, 0o1600))
         attempt("msgget", lambda: syscall("msgget", 0, 0o1600))
         attempt("semget", lambda: syscall("semget", 0, 100, 0o1600))
         name = ctypes.create_string_buffer(b"queue")
         attempt("mq_open", lambda: syscall("mq_open", ctypes.addressof(name), 66, 0o600))
         """,
         refused),
    Case("memory that is locked", "attempt('mlockall', lambda: syscall('mlockall', 3))", refused),
    Case(
        "pipes full of data",
        """
        held = 0
        try:
            while True:
                read, write = os.pipe()
                os.set_blocking(write, False)
                attempt("a larger pipe", lambda: fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 1 << 20))
                held += os.write(write, bytes(1 << 20))
        except OSError as error:
            assert error.errno == errno.EMFILE and held < 16 << 20, (error, held)
        """,
        refused,
        alone=True,
    ),
    Case("recursion without end", "def f(): return f()\nf()", raises("RecursionError")),
    Case("recursion without end in C",
         "x = []\nfor _ in range(100_000): x = [x]\nrepr(x)",
         either(raises("RecursionError"), dies("SIGSEGV"))),
    Case("recursion whose limit was lifted",
         "sys.setrecursionlimit(10**8)\ndef f(): return [f()]\nf()",
         # Which of these depends on where the memory ran out, and on who sees it first; with none
         # left, CPython itself says SystemError. That the next cell goes on does not.
         either(dies("SIGSEGV"), raises("MemoryError"), raises("RecursionError"), times_out,
                raises("SystemError"), dies("the cell ended"), dies("its processes took more")),
         alone=True, seconds=2.0, limits=TIGHT),
)  # fmt: skip

DISK = (
    Case("one file of 1 GB", "open('big', 'wb').write(bytes(64 << 20))", FULL_DISK, alone=True),
    Case("a file made large without writing",
         "with open('sparse', 'wb') as f: f.truncate(1 << 40)", FULL_DISK, alone=True),
    Case(
        "many files in every place that can be written",
        """
        for number in range(100):
            for folder in (".", "/tmp", "/dev/shm", os.environ["TMPDIR"]):
                try: open(f"{folder}/fill{number}", "wb").write(bytes(4 << 20))
                except OSError as error:
                    if error.errno not in (errno.EPERM, errno.EACCES, errno.EROFS): raise
            time.sleep(0.01)
        """,
        FULL_DISK, landlock=either(FULL_DISK, QUOTA), alone=True,
    ),
    Case("a million small files",
         "for number in range(1_000_000): open(f'file{number}', 'w').close()",
         FULL_DISK, landlock=QUOTA, alone=True),
    Case(
        "files that are open but have no name",
        """
        held = []
        for number in range(40):
            held.append(open("nameless", "wb")); os.unlink("nameless")
            held[-1].write(bytes(4 << 20)); held[-1].flush()
            time.sleep(0.02)
        """,
        FULL_DISK, landlock=QUOTA, alone=True,
    ),
    Case(
        "files that are open but have no name, held by a stray process",
        "time.sleep(2)", finishes, landlock=dies(""), alone=True, ends=True,
        before=(
            """
            def checkpoint(self):
                self.forking = True
                if os.fork() == 0:
                    os.close(self.sock.fileno())
                    held = []
                    while True:
                        try:
                            held.append(open("nameless", "wb")); os.unlink("nameless")
                            held[-1].write(bytes(4 << 20)); held[-1].flush()
                        except OSError: pass
                        time.sleep(0.05)
                return True
            type(worker())._checkpoint = checkpoint
            """,
        ),
    ),
    Case(
        "files written while another thread keeps the controller busy",
        """
        def ask():
            while True:
                try: os.fork()
                except OSError: pass
        threading.Thread(target=ask, daemon=True).start()
        for number in range(100):
            open(f"file{number}", "wb").write(bytes(2 << 20)); time.sleep(0.02)
        """,
        FULL_DISK, landlock=QUOTA, alone=True,
    ),
    Case(
        "a tree of folders too deep for its own name",
        """
        for _ in range(250):
            os.mkdir("d" * 200); os.chdir("d" * 200)
        open("bottom", "w").write("x")
        """,
        finishes, landlock=QUOTA, alone=True,  # what cannot be measured counts as boundless
    ),
    Case("folders closed to their owner",
         """
         os.makedirs("closed/inner"); open("closed/inner/file", "w").close()
         os.chmod("closed/inner", 0); os.chmod("closed", 0)
         """,
         finishes, alone=True),
    Case("a full disk does not stop the cells that write nothing",
         "time.sleep(0.4); print('still here')", prints("still here"), alone=True,
         levels=("full",),  # without a quota of the kernel's, the cell that writes is ended
         before=(
             """
             for number in range(40):
                 try: open(f"file{number}", "wb").write(bytes(1 << 20))
                 except OSError: break
             """,
         )),
    Case("links that lead out, left for the cleaning",
         """
         os.symlink(WORLD["folder"], "out"); os.symlink("/", "root"); os.symlink("loop", "loop")
         """,
         finishes, alone=True),
)  # fmt: skip

OUTPUT = (
    Case("1 GB through print", "for _ in range(1000): print('x' * (1 << 20))", finishes,
         alone=True),
    Case("1 GB straight to descriptor 1",
         "for _ in range(1000): os.write(1, bytes(1 << 20))",
         raises("OSError", "File too large"), alone=True),
    Case("1 GB of displays",
         "for _ in range(1000): display({'text/plain': 'x' * (1 << 20)}, raw=True)",
         finishes, alone=True),
    Case("output without end", "while True: print('x' * 1000)", times_out, seconds=0.5),
    Case("twenty thousand small displays",
         "for number in range(20_000): display(number)", either(finishes, times_out),
         seconds=2.0),
    Case("two streams that take turns",
         "for _ in range(100_000): print(1); print(2, file=sys.stderr)",
         either(finishes, times_out), seconds=3.0),
    Case("an error with a message of 60 MB", "raise ValueError('x' * 60_000_000)",
         raises("ValueError", "xxx")),
    Case("metadata of 60 MB", "display({'text/plain': 'x'}, metadata={'a': 'x' * 60_000_000}, "
         "raw=True)", finishes),
    Case("a megabyte of letters that take twelve bytes each", "print('\\U0001F600' * 1_200_000)",
         called("shown", prints("\U0001f600" * 100))),
    Case("text that is no valid Unicode", "print('\\ud800 kept'); print(chr(0))", prints("kept")),
    Case("a display that JSON cannot hold",
         "display({'application/json': {1, 2}, 'text/plain': 'shown'}, raw=True)",
         either(prints("shown"), raises(""))),
    Case("a representation that is no text",
         """
         class Odd:
             def _repr_mimebundle_(self, **_): return {"text/plain": object(), ("a",): 1}
         Odd()
         """,
         finishes),
    Case("an error that cannot be shown",
         """
         class Odd(Exception):
             def __str__(self): raise RuntimeError("no text")
         raise Odd
         """,
         either(raises("Odd"), raises("RuntimeError"))),
    Case("an error whose text never ends",
         """
         class Odd(Exception):
             def __str__(self):
                 while True: pass
         raise Odd
         """,
         times_out, seconds=0.5),
)  # fmt: skip

CASES = (*MEMORY, *DISK, *OUTPUT)
