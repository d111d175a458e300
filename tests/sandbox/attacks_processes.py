"""Loops, signals, forks and threads."""

from __future__ import annotations

from dataclasses import replace

from .cases import SMALL, Case, called, dies, either, finishes, prints, raises, refused, times_out

LITTLE_CPU = replace(SMALL, cpu_seconds=1, wall_seconds=20)
WITH_PROCESSES = replace(SMALL, processes=8, threads=8, wall_seconds=8)

# A cell that turns the grader's next permitted fork into a process of its own.
KEEP_A_STRAY = """
    def checkpoint(self):
        self.forking = True
        if os.fork() == 0:
            os.close(self.sock.fileno())
            while True:
                time.sleep(100)
        return True
    type(worker())._checkpoint = checkpoint
"""

CASES = (
    Case("an infinite loop", "while True: pass", times_out, seconds=0.5),
    Case("a sleep without end", "time.sleep(1e6)", times_out, seconds=0.5),
    Case(
        "a loop that swallows the interrupt",
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGXCPU, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)
        while True:
            try:
                while True: pass
            except BaseException:
                pass
        """,
        times_out,
        seconds=0.5,
    ),
    Case(
        "a loop in C that Python cannot interrupt",
        "import itertools; sum(itertools.repeat(0))",
        times_out,
        seconds=0.5,
    ),
    Case("a loop that uses up the processor time", "while True: pass", dies("processor time"),
         limits=LITTLE_CPU),
    Case("a loop that uses it up and ignores the warning",
         "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass", dies(""),
         limits=LITTLE_CPU),
    Case("os._exit(0)", "os._exit(0)", dies("ended the notebook's process")),
    Case("sys.exit()", "sys.exit()", finishes),
    Case("quit()", "quit()", finishes),
    Case("an interrupt sent to itself", "os.kill(os.getpid(), signal.SIGINT)\ntime.sleep(1)",
         raises("KeyboardInterrupt")),
    Case("a signal that ends itself", "os.kill(os.getpid(), signal.SIGTERM)", dies("SIGTERM")),
    Case(
        "signals to the grader and to a process of the instructor",
        """
        targets = [WORLD["victim"], WORLD["controller"], *WORLD["grader"]]
        own = {os.getpid(), os.getppid()}
        for pid in targets:
            if pid not in own:
                attempt(f"kill {pid}", lambda: os.kill(pid, signal.SIGKILL))
                attempt(f"stop {pid}", lambda: os.kill(pid, signal.SIGSTOP))
                attempt(f"tgkill {pid}", lambda: syscall("tgkill", pid, pid, signal.SIGKILL))
        """,
        refused,
    ),
    Case("a signal to everyone", "os.kill(-1, signal.SIGKILL)", finishes,
         landlock=either(finishes, dies("")), alone=True, ends=True),
    Case("a signal to its own process group", "os.killpg(0, signal.SIGKILL)", dies(""),
         alone=True, ends=True),
    Case(
        "a signal by the owner of a descriptor",
        """
        read, write = os.pipe()
        attempt("F_SETOWN", lambda: fcntl.fcntl(read, fcntl.F_SETOWN, WORLD["victim"]))
        attempt("F_SETSIG", lambda: fcntl.fcntl(read, 10, signal.SIGKILL))
        attempt("F_SETOWN_EX", lambda: fcntl.fcntl(read, 15, struct.pack("ii", 1, 1)))
        attempt("FIOSETOWN", lambda: fcntl.ioctl(read, 0x8901, struct.pack("i", WORLD["victim"])))
        """,
        refused,
    ),
    Case(
        "limits of other processes",
        """
        for pid in (os.getppid(), WORLD["victim"], WORLD["controller"], *WORLD["grader"]):
            attempt(f"limit {pid}", lambda: resource.prlimit(pid, resource.RLIMIT_CPU, (0, 0)))
        """,
        refused,
    ),
    Case(
        "its own limits raised",
        """
        for name in ("AS", "CPU", "FSIZE", "NOFILE", "CORE", "MEMLOCK", "MSGQUEUE"):
            kind = getattr(resource, "RLIMIT_" + name)
            soft, hard = resource.getrlimit(kind)
            assert hard != resource.RLIM_INFINITY, name
            attempt(name, lambda: resource.prlimit(0, kind, (hard + 1, hard + 1)))
        """,
        refused,
    ),
    Case("a fork", "attempt('fork', os.fork)", refused),
    Case(
        "a fork from a thread and from a signal handler",
        """
        def try_it(*_): attempt("fork", os.fork)
        thread = threading.Thread(target=try_it); thread.start(); thread.join()
        signal.signal(signal.SIGUSR1, try_it); os.kill(os.getpid(), signal.SIGUSR1)
        """,
        refused,
    ),
    Case(
        "other ways to start a process",
        """
        for flags in (17, 0x4111, 0x4011, 0x10000011, 0x20000011, 0x01200011 | 0x40000000):
            attempt(f"clone {flags:#x}", lambda: syscall("clone", flags))
        attempt("vfork", lambda: syscall("vfork"))
        room = ctypes.create_string_buffer(88)
        attempt("clone3", lambda: syscall("clone3", ctypes.addressof(room), 88))
        attempt("execve", lambda: os.execve("/usr/bin/true", ["true"], {}))
        attempt("execve of Python", lambda: os.execv(sys.executable, [sys.executable]))
        attempt("a program that runs as root", lambda: os.execv("/usr/bin/su", ["su"]))
        attempt("posix_spawn", lambda: os.posix_spawn("/usr/bin/true", ["true"], {}))
        """,
        refused,
    ),
    Case(
        "a daemon",
        """
        def daemonize():
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(1000)
        attempt("double fork", daemonize)
        attempt("setsid", os.setsid)
        """,
        refused,
    ),
    Case(
        "the signal at the parent's death cleared",
        """
        for value in (1, 0x1_0000_0001, 0x8000_0000_0000_0001):
            attempt(f"PR_SET_PDEATHSIG as {value:#x}", lambda: syscall("prctl", value))
        """,
        refused,
    ),
    Case("itself stopped", "os.kill(os.getpid(), signal.SIGSTOP)", times_out, seconds=0.5),
    Case("the end of children ignored", "signal.signal(signal.SIGCHLD, signal.SIG_IGN)", finishes),
    Case(
        "ten thousand threads",
        """
        threading.stack_size(32768)
        started = 0
        try:
            for _ in range(10_000):
                threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
                started += 1
        except RuntimeError:
            pass
        print("stopped in time" if started < 100 else f"{started} threads ran")
        """,
        called("stopped in time", prints("stopped in time")),
        alone=True,
    ),
    Case("its checkpoint killed", "os.kill(os.getppid(), signal.SIGKILL)", finishes,
         before=("pass",), alone=True),
    Case("its checkpoint and itself killed",
         "os.kill(os.getppid(), signal.SIGKILL); os.kill(os.getpid(), signal.SIGKILL)",
         dies(""), alone=True, before=("pass",), ends=True),
    Case("its checkpoint stopped and itself ended",
         "os.kill(os.getppid(), signal.SIGSTOP); os._exit(1)",
         either(dies(""), times_out), before=("pass",), alone=True, ends=True, seconds=0.5),
    Case("a stray process from the checkpoint's fork", "pass", finishes,
         before=(KEEP_A_STRAY, "pass", "pass"), alone=True),
    Case("a stray process, and then the worker's first process killed",
         "os.kill(first, signal.SIGKILL); time.sleep(0.2)", either(finishes, dies("")),
         before=(KEEP_A_STRAY, "pass", "pass"), alone=True, ends=True),
    Case(
        "a fork bomb where eight processes are allowed",
        """
        children = 0
        try:
            while True:
                if os.fork() == 0:
                    time.sleep(100)
                children += 1
        except OSError:
            print("stopped in time" if children < 30 else f"{children} children")
        """,
        called("stopped in time", prints("stopped in time")),
        levels=("full",),
        limits=WITH_PROCESSES,
        alone=True,
    ),
)  # fmt: skip
