"""Exits, signals, timers, threads, floods and silence."""

from __future__ import annotations

from .cases import Case

TWICE = "assert cost(2, 3) == 6\nassert cost(100, 47.1125) == 4711.25"


def _acts(name: str, source: str, **more: object) -> Case:
    """A function that does something instead of answering."""
    return Case(name, f"import os, signal, sys, threading, time\n{source}", **more)  # type: ignore[arg-type]


CASES = (
    _acts("os._exit(0)", "def cost(items, price):\n    os._exit(0)"),
    _acts("os._exit(0) in the answer cell itself", "os._exit(0)"),
    _acts("sys.exit(0)", "def cost(items, price):\n    sys.exit(0)"),
    _acts("quit()", "def cost(items, price):\n    quit()"),
    _acts("exit() in the answer cell itself", "exit()"),
    _acts("os.abort()", "def cost(items, price):\n    os.abort()"),
    _acts(
        "a segmentation fault", "import ctypes\ndef cost(items, price):\n    ctypes.string_at(0)"
    ),
    _acts("a signal that ends it", "def cost(items, price):\n    os.kill(os.getpid(), 9)"),
    _acts("an interrupt of itself", "def cost(items, price):\n    os.kill(os.getpid(), 2)"),
    _acts(
        "a raised StopIteration in a signal handler, by a timer",
        """
def handler(*_):
    raise StopIteration
signal.signal(signal.SIGALRM, handler)
def cost(items, price):
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    time.sleep(5)
    return -1""",
    ),
    _acts(
        "handlers for exit and for the interrupt",
        """
import atexit
atexit.register(os._exit, 0)
signal.signal(signal.SIGINT, signal.SIG_IGN)
def cost(items, price):
    time.sleep(60)""",
        seconds=1.0,
        host=False,
    ),
    _acts("a sleep without end", "def cost(items, price):\n    time.sleep(60)", seconds=1.0),
    _acts("a loop without end", "def cost(items, price):\n    while True: pass", seconds=1.0),
    _acts(
        "an answer that comes late, from a thread",
        """
def cost(items, price):
    number, turn = question(), side()._wire.turn
    body = {"kind": "answer", "value": 4711.0}
    threading.Timer(0.3, send, (body,), {"number": number + 1, "turn": turn + 1}).start()
    threading.Timer(0.1, send, (body,), {"number": number, "turn": turn}).start()
    return -1""",
        tools=True,
    ),
    _acts(
        "a thread that answers in the place of the function, at once",
        """
def flood():
    while True:
        try: send({"kind": "answer", "value": 4711.0}, number=1, turn=side()._wire.turn)
        except Exception: time.sleep(0.01)
threading.Thread(target=flood, daemon=True).start()
def cost(items, price):
    return -1""",
        tools=True,
    ),
    _acts(
        "ten thousand messages that belong to nothing, then the truth",
        """
def cost(items, price):
    for number in range(10_000):
        try: side()._wire.sock.send(b"garbage", socket.MSG_DONTWAIT)
        except BlockingIOError: time.sleep(0.001)
    return -1""",
        tools=True,
        note="out of turn or out of form",
    ),
    _acts(
        "messages without end",
        """
def cost(items, price):
    own = wire_.Wire(side()._wire.sock, side()._wire.turn)
    while True:
        own.send(9, wire_.pack({"kind": "answer", "value": 1}, []), 5.0)""",
        tools=True,
        seconds=1.0,
        note="out of turn or out of form",
    ),
    _acts(
        "calls of the test's function without end",
        """
def apply(function):
    while True:
        function(1)""",
        test="assert apply(lambda x: x + 1) == 4711.25",
        reference="def apply(function):\n    return function(4710.25)",
        seconds=1.0,
    ),
    _acts(
        "functions that call each other across the wall without end",
        """
def apply(function):
    return function(function)""",
        test="def back(x):\n    return apply(back)\nassert apply(back) == 4711.25",
        reference="def apply(function):\n    return 4711.25",
    ),
    _acts(
        "its end of the wall closed",
        "def cost(items, price):\n    side()._wire.sock.close()",
        tools=True,
    ),
    _acts(
        "its end of the wall shut for both",
        "def cost(items, price):\n    side()._wire.sock.shutdown(2)",
        tools=True,
        ends=True,
    ),
    _acts(
        "another file where its end of the wall was",
        """
def cost(items, price):
    os.dup2(os.open("/dev/null", os.O_RDWR), side()._wire.sock.fileno())
    return 6""",
        tools=True,
    ),
    _acts(
        "the grader's own functions replaced",
        """
from autograder.wall import student, values, wire
def cost(items, price):
    return -1
values.Encoder.tree = lambda self, value: ["handle", 0, "x", True, True, ["builtins", "float"]]
student.StudentSide._answer = lambda self, message: None""",
        tools=True,
        seconds=1.0,
        ends=True,
    ),
    _acts(
        "its own turn, announced as over",
        """
def cost(items, price):
    worker().sock.send(b"." + json.dumps({"event": "done", "generation": worker().generation,
        "outputs": [], "execution_count": 1, "error": None}).encode())
    return -1""",
        tools=True,
        ends=True,
        note="broke off",
    ),
    _acts(
        "descriptors for the tests' process",
        """
def cost(items, price):
    import array
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 50))]
    for _ in range(20):
        try: side()._wire.sock.sendmsg([head() + b"{}"], rights)
        except OSError as error: print(error)
    return -1""",
        tools=True,
    ),
    _acts(
        "the tests' process signalled and stopped, by every number near its own",
        """
def cost(items, price):
    for pid in range(2, os.getpid() + 100):
        if pid not in (os.getpid(), os.getppid()):
            for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGINT):
                try: os.kill(pid, number); print("reached", pid)
                except OSError: pass
    return -1""",
        tools=True,  # nbgrader would let it
    ),
    _acts(
        "a gigabyte of memory and of text",
        """
def cost(items, price):
    for _ in range(100):
        print("x" * 10**7)
    return [0.0] * 10**8""",
        host=False,
    ),
    _acts(
        "so much text that the test's own result does not fit",
        """
def cost(items, price):
    print("x" * 60_000)
    return -1""",
        test="points = 0.0\nfor _ in range(40):\n    points += cost(2, 3) == 6\npoints",
    ),
)
