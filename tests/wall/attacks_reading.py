"""Looking for the tests, the expected values and the seed; whatever is found is printed."""

from __future__ import annotations

from textwrap import dedent

from .cases import Case


def _looks(name: str, source: str, tools: bool = False, host: bool = True) -> Case:
    """A search both while the answer is defined and while a test asks for it."""
    body = "\n".join("    " + line for line in dedent(source).strip().splitlines())
    answer = (
        "import contextlib, gc, inspect, os, re, sys\n"
        f"def look():\n{body}\n"
        "look()\n"
        "def cost(items, price):\n"
        "    with contextlib.suppress(Exception):\n        look()\n"
        "    return -1"
    )
    return Case(name, answer, tools=tools, host=host)


CASES = (
    _looks(
        "the frames of all threads",
        """
        for frame in sys._current_frames().values():
            while frame:
                for name, value in [*frame.f_locals.items(), *frame.f_globals.items()]:
                    if isinstance(value, (str, bytes, float, dict, list)):
                        print(name, repr(value)[:3000])
                frame = frame.f_back
        """,
    ),
    _looks(
        "inspect.stack and the source that it finds",
        """
        for record in inspect.stack():
            print(record.filename, record.code_context)
            with contextlib.suppress(OSError):
                print(inspect.getsource(record.frame.f_code)[:2000])
        """,
    ),
    _looks(
        "every object that the collector knows",
        """
        for found in gc.get_objects():
            if isinstance(found, dict):
                for value in list(found.values()):
                    if isinstance(value, str) and ("hidden" in value or "assert cost" in value):
                        print(value[:3000])
        """,
    ),
    _looks(
        "the history, the inputs and the outputs of IPython",
        """
        ip = get_ipython()
        for name in ("In", "_ih", "Out", "_oh", "_i", "_ii", "_iii", "_i1", "_i2", "_i3"):
            print(name, ip.user_ns.get(name))
        print(ip.history_manager.input_hist_raw, ip.user_ns_hidden)
        """,
    ),
    _looks(
        "the cache of source lines",
        """
        import linecache
        for name, entry in linecache.cache.items():
            if "ipython" in name or "ipykernel" in name:
                print(name, entry[2:3])
        """,
    ),
    _looks(
        "all modules and what they hold",
        """
        for name, module in list(sys.modules.items()):
            if name.startswith(("autograder", "__main__", "IPython.core")):
                for key, value in vars(module).items():
                    if isinstance(value, (str, bytes, dict, list)):
                        print(name, key, repr(value)[:500])
        """,
    ),
    _looks(
        "the environment, the command line and the standard input",
        """
        print(dict(os.environ), sys.argv, sys.orig_argv)
        for name in ("environ", "cmdline", "maps", "status", "mountinfo"):
            with contextlib.suppress(OSError):
                print(open(f"/proc/self/{name}", "rb").read()[:20_000])
        """,
    ),
    _looks(
        "every open descriptor",
        """
        for number in range(256):
            with contextlib.suppress(OSError):
                print(number, os.readlink(f"/proc/self/fd/{number}"))
            with contextlib.suppress(OSError):
                print(os.pread(number, 100_000, 0))
        """,
    ),
    _looks(
        "the memory of the process itself",
        """
        needle = b"hidden" + b"-7f3a"
        with contextlib.suppress(OSError), open("/proc/self/mem", "rb") as memory:
            for line in open("/proc/self/maps"):
                start, end = (int(part, 16) for part in line.split()[0].split("-"))
                if "rw" in line and end - start < 1 << 26:
                    with contextlib.suppress(OSError, ValueError, OverflowError):
                        memory.seek(start)
                        data = memory.read(end - start)
                        for hit in re.finditer(needle + rb".{0,100}", data):
                            print(hit[0][:200])
        """,
    ),
    _looks(
        "the processes that can be seen, and their memory",
        """
        for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
            if name.isdigit() and int(name) != os.getpid():
                for part in ("environ", "cmdline", "mem", "fd"):
                    with contextlib.suppress(OSError):
                        print(name, open(f"/proc/{name}/{part}", "rb").read(5000))
        """,
        host=False,
    ),
    _looks(
        "the memory of its neighbours by number, read and written",
        """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        class Part(ctypes.Structure):
            _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
        buffer = ctypes.create_string_buffer(4096)
        own = Part(ctypes.addressof(buffer), 4096)
        for pid in range(1, os.getpid() + 60):
            if pid != os.getpid():
                theirs = Part(id(cost) if "cost" in globals() else id(look), 64)
                for call in (libc.process_vm_readv, libc.process_vm_writev):
                    if call(pid, ctypes.byref(own), 1, ctypes.byref(theirs), 1, 0) > 0:
                        print("reached", pid, buffer.raw)
                if libc.ptrace(16, pid, None, None) == 0:
                    print("attached to", pid)
        """,
        host=False,
    ),
    _looks(
        "the instructor's notebooks, the gradebook and the others' submissions",
        """
        import glob
        for pattern in ("../*", "../../*", "../../../*", "../../../source/*/*"):
            for place in glob.glob(pattern):
                print(place)
                with contextlib.suppress(OSError):
                    print(open(place, "rb").read(20_000))
        for name in ("source", "release", "autograded", "submitted", "gradebook.db"):
            for folder in (".", "..", "../..", "../../.."):
                with contextlib.suppress(OSError):
                    print(folder, name, os.listdir(os.path.join(folder, name)))
        """,
    ),
    _looks(
        "the other end of the wall, by reading what was sent to it",
        """
        import socket
        own = side()._wire.sock
        for flags in (socket.MSG_PEEK | socket.MSG_DONTWAIT, socket.MSG_DONTWAIT):
            with contextlib.suppress(OSError):
                print(own.recv(200_000, flags))
        print(own.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        """,
        tools=True,
    ),
    _looks(
        "the grader's objects in the process",
        """
        for thing in (worker(), side(), worker().receiver, worker().runner, worker().limits):
            print({key: repr(value)[:3000] for key, value in vars(thing).items()})
        """,
        tools=True,
    ),
    Case(
        "what a trace and a profile of every call see",
        """
        import sys, threading
        def spy(frame, event, argument):
            for value in [*frame.f_locals.values(), argument]:
                if isinstance(value, str) and len(value) < 5000:
                    print(value)
                elif isinstance(value, (float, dict, list, tuple)):
                    print(repr(value)[:300])
            return spy
        def cost(items, price):
            sys.settrace(spy); sys.setprofile(spy); threading.settrace(spy)
            sys._getframe().f_back.f_trace = spy
            return -1
        """,
    ),
    Case(
        "what an audit hook hears",
        """
        import sys
        def hear(event, arguments):
            if event in ("exec", "compile", "open", "import", "sys._getframe"):
                sys.__stdout__ and None
                print(event, repr(arguments)[:300])
        heard = []
        sys.addaudithook(lambda event, arguments: heard.append((event, repr(arguments)[:200])))
        def cost(items, price):
            print(heard[-2000:])
            return -1
        """,
    ),
    Case(
        "a value that prints whatever it is compared with or given",
        """
        class Spy:
            def __getattr__(self, name):
                print("attribute", name)
                raise AttributeError(name)
            def __getitem__(self, key):
                print("item", key)
                return self
            def __eq__(self, other):
                print("equal", other)
                return True
            __contains__ = __lt__ = __gt__ = __sub__ = __rsub__ = __radd__ = __add__ = __eq__
            __array_ufunc__ = __array_function__ = __eq__
            def __len__(self):
                return 1
            def __iter__(self):
                return iter([self])
        def cost(items, price):
            return Spy()
        """,
        "got = cost(100, 47.1125)\nassert got == 4711.25 or 4711.25 in got or got - 4711.25 < 1\n",
    ),
)
