"""Reading what is secret, changing what belongs to others."""

from __future__ import annotations

from .cases import Case, called, finishes, prints, raises, refused

CASES = (
    Case(
        "files of the instructor and of the system",
        """
        home = os.path.expanduser("~" + "root")
        for path in (
            WORLD["gradebook"], WORLD["canary"], WORLD["folder"] + "/release.py", "/etc/shadow",
            WORLD["repository"] + "/pyproject.toml", WORLD["repository"] + "/tests/sandbox/pod.py",
            home + "/.bashrc", "/var/log/dpkg.log", "/etc/hostname", "/proc/kallsyms",
            "/sys/kernel/notes", "/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/ptmx",
        ):
            attempt(path, lambda: open(path, "rb").read(1))
        for folder in (WORLD["folder"], home, "/home", "/var", "/sys", "/mnt"):
            attempt(folder, lambda: os.listdir(folder))
        """,
        refused,
    ),
    Case(
        "the same by other ways",
        """
        name = WORLD["gradebook"]
        folder = os.open(".", os.O_RDONLY)
        deep = "../" * 30 + name.lstrip("/")
        attempt("dots", lambda: open(deep).read())
        attempt("dots from a folder", lambda: os.open(deep, os.O_RDONLY, dir_fd=folder))
        attempt("/proc/self/root", lambda: open("/proc/self/root" + name).read())
        attempt("/proc/self/cwd", lambda: open("/proc/self/cwd/" + deep).read())
        os.symlink(name, "shortcut")
        attempt("a symbolic link", lambda: open("shortcut").read())
        attempt("a copy", lambda: __import__("shutil").copy("shortcut", "copy"))
        attempt("a path without reading",
                lambda: open(f"/proc/self/fd/{os.open(name, os.O_PATH)}").read())
        for pid in (1, os.getppid(), WORLD["controller"], *WORLD["grader"]):
            attempt(f"root of {pid}", lambda: open(f"/proc/{pid}/root{name}").read())
        for number in range(3, 40):
            try: os.fstat(number)
            except OSError: continue
            attempt(f"from descriptor {number}",
                    lambda: os.open("../" * 30 + name.lstrip("/"), os.O_RDONLY, dir_fd=number))
        """,
        refused,
    ),
    Case(
        "the instructor's token",
        """
        token = WORLD["nekot"][::-1]
        assert WORLD["token_name"] not in os.environ and token not in str(os.environ)
        for pid in ("self", 1, os.getppid(), WORLD["controller"], *WORLD["grader"]):
            for name in ("environ", "cmdline", "mem", "maps"):
                try: found = open(f"/proc/{pid}/{name}", "rb").read(1 << 20)
                except OSError: continue
                assert token.encode() not in found, (pid, name)
        print("not found")
        """,
        called("not found", prints("not found")),
    ),
    Case(
        "the memory of the grader",
        """
        own = {os.getpid(), os.getppid()}
        for pid in {WORLD["controller"], WORLD["victim"], *WORLD["grader"]} - own:
            attempt(f"mem of {pid}", lambda: open(f"/proc/{pid}/mem", "rb").read(1))
            attempt(f"environ of {pid}", lambda: open(f"/proc/{pid}/environ", "rb").read(1))
            attempt(f"maps of {pid}", lambda: open(f"/proc/{pid}/maps").read(1))
        attempt("write to a checkpoint", lambda: open(f"/proc/{os.getppid()}/mem", "r+b"))
        attempt("write to its own", lambda: open("/proc/self/mem", "r+b"))
        attempt("oom_score_adj", lambda: open("/proc/self/oom_score_adj", "w").write("-1000"))
        attempt("sysctl", lambda: open("/proc/sys/kernel/hostname", "w").write("x"))
        """,
        refused,
    ),
    Case(
        "descriptors that were left open",
        """
        def kind(number):
            import stat
            try: return stat.S_IFMT(os.fstat(number).st_mode), os.fstat(number).st_ino
            except OSError: return None
        held = {number: kind(number) for number in range(256) if kind(number)}
        known = {kind(number) for number in (0, 1, 2, channel().fileno())}
        strange = {number for number, what in held.items() if what not in known}
        from asyncio import get_event_loop_policy
        loop = worker().runner.loop
        strange -= {loop._ssock.fileno(), loop._csock.fileno()}
        print("none" if not strange else f"strange: {strange} of {held}")
        """,
        called("there are none", prints("none")),
        alone=True,
    ),
    Case(
        "writing in every place but its own",
        """
        import autograder, numpy
        for folder in (
            "/", "/usr/lib", "/etc", "/proc", "/dev", WORLD["folder"], WORLD["repository"],
            os.path.dirname(autograder.__file__), os.path.dirname(numpy.__file__), sys.prefix,
            "/support", os.path.dirname(WORLD["canary"]), os.path.expanduser("~" + "root"),
        ):
            name = folder + "/labs-attack"
            attempt(f"a file in {folder}", lambda: open(name, "w"))
            attempt(f"a folder in {folder}", lambda: os.mkdir(name))
            attempt(f"a link in {folder}", lambda: os.symlink("/etc/passwd", name))
        """,
        refused,
    ),
    Case(
        "the grader's own code and the libraries of the next student",
        """
        import autograder.engine.inside.worker as code, json as library
        open("new.py", "w").close()
        for module in (code, library):
            for mode in ("w", "a", "r+"):
                attempt(f"{module.__file__} {mode}", lambda: open(module.__file__, mode))
            attempt("unlink", lambda: os.unlink(module.__file__))
            attempt("replace", lambda: os.replace("new.py", module.__file__))
            attempt("truncate by opening", lambda: os.open(module.__file__, os.O_TRUNC))
        """,
        refused,
    ),
    Case(
        "changing the instructor's files by their names",
        """
        name = WORLD["gradebook"]
        attempt("write", lambda: open(name, "r+"))
        attempt("append", lambda: open(name, "a"))
        attempt("truncate by opening", lambda: os.open(name, os.O_TRUNC))
        attempt("unlink", lambda: os.unlink(name))
        attempt("rename", lambda: os.rename(name, name + ".old"))
        attempt("rename into the box", lambda: os.rename(name, "stolen"))
        attempt("hard link into the box", lambda: os.link(name, "linked"))
        attempt("hard link of a library", lambda: os.link(json.__file__, "linked.py"))
        attempt("replace", lambda: (open("mine", "w").close(), os.rename("mine", name)))
        attempt("remove the folder", lambda: os.rmdir(WORLD["folder"]))
        attempt("node", lambda: os.mknod(WORLD["folder"] + "/node"))
        attempt("extended attribute", lambda: os.setxattr(name, "user.x", b"y"))
        """,
        refused,
    ),
    Case(
        "attributes of the instructor's files (silent where the kernel cannot refuse them)",
        """
        name = WORLD["gradebook"]
        buffer = ctypes.create_string_buffer(name.encode())
        for change in (
            lambda: os.chmod(name, 0), lambda: os.chmod(WORLD["folder"], 0),
            lambda: os.utime(name, (0, 0)), lambda: os.truncate(name, 0),
            lambda: os.chown(name, os.getuid(), os.getgid()),
            lambda: os.chmod(os.open(name, os.O_PATH), 0),
            lambda: syscall("fchmodat2", -100, ctypes.addressof(buffer)),
        ):
            try: change()
            except OSError: pass
        """,
        finishes,
    ),
    Case(
        "special files",
        """
        attempt("pipe with a name", lambda: os.mkfifo("pipe"))
        attempt("device", lambda: os.mknod("disk", 0o60600, os.makedev(8, 0)))
        attempt("socket with a name", lambda: os.mknod("sock", 0o140600))
        attempt("handle of a file", lambda: syscall("name_to_handle_at", -100))
        attempt("file by handle", lambda: syscall("open_by_handle_at", -100))
        """,
        refused,
    ),
    Case(
        "what exists outside (level landlock cannot hide it)",
        "print(os.path.exists(WORLD['gradebook']))",
        called("hidden", prints("False")),
        landlock=called("seen", prints("True")),
    ),
    Case(
        "other processes to be seen",
        """
        numbers = [name for name in os.listdir("/proc") if name.isdigit()]
        names = set()
        for number in numbers:
            try: names.add(open(f"/proc/{number}/cmdline").read())
            except FileNotFoundError: pass  # a checkpoint that has just ended
        names.discard("")
        print(names == {open("/proc/self/cmdline").read()})
        """,
        called("only its own", prints("True")),
        landlock=called("refused", raises("PermissionError")),
    ),
    Case("the folder of the box itself",
         """
         box = os.path.dirname(os.getcwd())
         attempt("rename", lambda: os.rename(box, box + "-other"))
         attempt("a file beside it", lambda: open(os.path.dirname(box) + "/labs-attack", "w"))
         """,
         refused),
    Case("the boxes of other students and the files they all start from",
         """
         around = os.path.dirname(os.path.dirname(os.getcwd()))
         attempt("list", lambda: os.listdir(around))
         attempt("list support", lambda: os.listdir(around + "/support"))
         attempt("remove", lambda: os.rmdir(around + "/support"))
         attempt("write", lambda: open(around + "/support/labs-attack", "w"))
         """,
         refused, levels=("landlock",)),
)  # fmt: skip
