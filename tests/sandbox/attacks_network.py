"""Nobody can be reached, by any kind of socket."""

from __future__ import annotations

from .cases import Case, called, prints, raises, refused

NO_NETWORK = "there is no network while a notebook is graded"

CASES = (
    Case(
        "sockets of every kind, made by Python and by the kernel's number",
        """
        kinds = [(socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM),
                 (socket.AF_INET6, socket.SOCK_STREAM), (socket.AF_UNIX, socket.SOCK_STREAM),
                 (socket.AF_UNIX, socket.SOCK_DGRAM), (socket.AF_UNIX, socket.SOCK_SEQPACKET),
                 (socket.AF_NETLINK, socket.SOCK_RAW), (socket.AF_PACKET, socket.SOCK_RAW),
                 (socket.AF_VSOCK, socket.SOCK_STREAM), (socket.AF_ALG, socket.SOCK_SEQPACKET)]
        for family, kind in kinds:
            attempt(f"{family!r}", lambda: socket.socket(family, kind))
            attempt(f"{family!r} by number", lambda: syscall("socket", family, kind))
        """,
        refused,
    ),
    Case(
        "pairs of sockets that could be sent elsewhere",
        """
        for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
            attempt(f"{kind!r}", lambda: socket.socketpair(socket.AF_UNIX, kind))
        for high in (1 << 32, 1 << 63):
            attempt(f"family {high:#x}", lambda: syscall("socketpair", high + 1, 2))
        """,
        refused,
    ),
    Case(
        "a pair turned to the listeners of the host",
        """
        inet, unix = struct.pack("=H", socket.AF_INET), struct.pack("=H", socket.AF_UNIX)
        addresses = {
            "inet": inet + struct.pack("!H4B8x", WORLD["tcp"], 127, 0, 0, 1),
            "datagram": unix + WORLD["folder"].encode() + b"/datagram" + bytes(1),
            "stream": unix + WORLD["folder"].encode() + b"/stream" + bytes(1),
            "abstract": unix + WORLD["abstract"].encode(),
        }
        ours, theirs = socket.socketpair()
        for name, address in addresses.items():
            size, room = len(address), ctypes.create_string_buffer(address, len(address))
            at = ctypes.addressof(room)
            for end in (ours.fileno(), channel().fileno()):
                attempt(f"connect {name}", lambda: syscall("connect", end, at, size))
                attempt(f"bind {name}", lambda: syscall("bind", end, at, size))
                attempt(f"sendto {name}", lambda: syscall("sendto", end, at, 1, 0, at, size))
        attempt("listen", lambda: ours.listen())
        attempt("accept", lambda: ours.accept())
        attempt("an option", lambda: ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30))
        """,
        refused,
    ),
    Case(
        "a message with an address",
        """
        ours, theirs = socket.socketpair()
        for path in (WORLD["folder"] + "/datagram", WORLD["folder"] + "/stream"):
            try: ours.sendmsg([b"hello"], [], 0, path)
            except OSError: pass
        print("the listeners are asked afterwards")
        """,
        called("does no harm", prints("asked afterwards")),
    ),
    Case(
        "system calls that work without a socket",
        """
        room = ctypes.create_string_buffer(256)
        attempt("io_uring", lambda: syscall("io_uring_setup", 8, ctypes.addressof(room)))
        attempt("sendmmsg", lambda: syscall("sendmmsg", channel().fileno()))
        """,
        refused,
    ),
    Case("a connection by name",
         "socket.create_connection(('localhost', WORLD['tcp']), timeout=2)",
         raises("PermissionError", NO_NETWORK)),
    Case("a connection by number",
         "socket.create_connection(('127.0.0.1', WORLD['tcp']), timeout=2)",
         raises("PermissionError", NO_NETWORK)),
    Case("a download with urllib",
         "import urllib.request\nurllib.request.urlopen('http://example.org/table.csv', timeout=2)",
         raises("URLError", NO_NETWORK)),
    Case("a table read from the web",
         "import pandas as pd\npd.read_csv('https://example.org/table.csv')",
         raises("URLError", NO_NETWORK)),
    Case("an address looked up",
         "socket.gethostbyname('example.org')", raises("PermissionError", NO_NETWORK)),
)  # fmt: skip
