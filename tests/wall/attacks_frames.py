"""Messages of the student's own making, of every kind, in every wrong form."""

from __future__ import annotations

from .cases import WRONG, Case, forged

REFUSED = "out of turn or out of form"
UNREADABLE = "could not be read"

CASES = (
    forged("an answer that is wrong", "answer(4711.0)"),
    forged("garbage", "raw(b'garbage'); raw(b'x' * 19); raw(b'x' * 100_000)", note=REFUSED),
    forged("another mark", "raw(head(mark=b'wool') + b'{}')", note=REFUSED),
    forged("another turn", "send({'kind': 'answer', 'value': 4711.0}, turn=10**6)", note=REFUSED),
    forged(
        "an answer to a question that was not asked",
        "send({'kind': 'answer', 'value': 4711.0}, number=question() + 7)",
        note=REFUSED,
    ),
    forged("an answer twice", "answer(-1); answer(-1); answer(4711.25 - 1)"),
    forged("a part that comes out of order", "raw(head(place=3, count=5) + b'x')", note=REFUSED),
    forged("a part of four billion", "raw(head(count=2**32 - 1) + b'x')", note=REFUSED),
    forged("no part at all", "raw(head(count=0) + b'x')", note=REFUSED),
    forged("a head and nothing behind it", "raw(head())", note=REFUSED),
    forged(
        "halves of a hundred messages",
        "for n in range(100): raw(head(count=500, number=n + 50) + b'x' * 100_000)",
        note=REFUSED,
    ),
    forged(
        "sizes beyond the message", "raw(head() + struct.pack('!II', 2**31, 2**31))", note=REFUSED
    ),
    forged(
        "a buffer that is shorter than it says",
        'text = b\'{"kind": "answer", "value": ["bytes", 0]}\'\n'
        "raw(head() + struct.pack('!III', len(text), 1, 10**6) + text)",
        note=REFUSED,
    ),
    forged(
        "JSON that is cut", "raw(head() + struct.pack('!II', 7, 0) + b'{\"kind\"')", note=REFUSED
    ),
    forged(
        "JSON nested fifty thousand deep",
        "text = b'[' * 50_000 + b']' * 50_000\n"
        "raw(head() + struct.pack('!II', len(text), 0) + text)",
        note=REFUSED,
    ),
    forged(
        "a number of a hundred thousand digits",
        "text = b'{\"kind\": \"answer\", \"value\": ' + b'9' * 100_000 + b'}'\n"
        "raw(head() + struct.pack('!II', len(text), 0) + text)",
        note=REFUSED,
    ),
    forged(
        "a list instead of a message",
        "raw(head() + struct.pack('!II', 2, 0) + b'[]')",
        note=REFUSED,
    ),
    forged("a kind that is none", "send({'kind': 'gift', 'value': 4711.0})", note=REFUSED),
    forged("a kind that is a list", "send({'kind': ['answer'], 'value': 4711.0})", note=REFUSED),
    forged(
        "a question to the tests' process", "send({'kind': 'ask', 'verb': 'names'})", note=REFUSED
    ),
    forged("the end of the turn", "send({'kind': 'end'})", note=REFUSED),
    forged("its own death", "send({'kind': 'gone', 'why': 'all tests passed'})", note=REFUSED),
    forged(
        "its own death with a guessed secret",
        "send({'kind': 'gone', 'why': 'passed', 'secret': ''})",
        note=REFUSED,
    ),
    forged("an answer without a value", "send({'kind': 'answer'})", note=UNREADABLE),
    forged("a tag that is none", "answer(['gift', 1])", note=UNREADABLE),
    forged("a tag that is no text", "answer([1, 2])", note=UNREADABLE),
    forged("a handle that was never given out", "answer(['handle', 10**9, 'x', True, True, None])"),
    forged(
        "a handle of a number below zero",
        "answer(['handle', -1, 'x', True, True, None])",
        note=UNREADABLE,
    ),
    forged(
        "a handle that claims to be a float, a type, a test's class",
        "claim = ['builtins', 'float'] if question() % 2 else ['__main__', 'Order']\n"
        "answer(['handle', 5, 'float', True, True, claim])",
    ),
    forged("a function of the test's that it never gave", "answer(['yours', 12])", note=UNREADABLE),
    forged(
        "an argument that was not given",
        "answer(['argument', 9])",
        note=UNREADABLE,
    ),
    forged(
        "an argument as the answer",
        "answer(['argument', 0])",
    ),
    forged(
        "changes of arguments that were not given, or in a wrong form",
        "answer(4711.0, changed=[[9, ['list', []]], ['x', 5]])",
    ),
    forged("changes that are no changes", "answer(4711.0, changed=[[[], {}], 7])", note=UNREADABLE),
    forged("text that is no text", "answer(4711.0, printed=['x'], said={})", note=UNREADABLE),
    forged(
        "a list nested too deeply",
        "tree = 1\nfor _ in range(200): tree = ['list', [tree]]\nanswer(tree)",
        note=UNREADABLE,
    ),
    forged(
        "a buffer that does not exist",
        "answer(['array', '<f8', [1], 5])",
        note=UNREADABLE,
    ),
    forged(
        "an array of another size than its buffer",
        "answer(['array', '<f8', [10**9], 0], buffers=[b'12345678'])",
        note=UNREADABLE,
    ),
    forged(
        "an array of objects and of pointers",
        "answer(['array', '|O8', [1], 0], buffers=[b'12345678'])",
        note=UNREADABLE,
    ),
    forged(
        "a picture without its pixels",
        "answer(['picture', 'RGBA', [8000, 8000], 0, None], buffers=[b''])",
        note=UNREADABLE,
    ),
    forged(
        "a table of columns of different lengths",
        "column = lambda n: ['array', '<i8', [n], n - 1]\n"
        "answer(['frame', [column(1), column(2)], ['span', 0, 2, 1, None],"
        " ['span', 0, 1, 1, None]], buffers=[bytes(8), bytes(16)])",
        note=UNREADABLE,
    ),
    forged(
        "a time zone that is a path",
        "answer(['datetime', '2026-01-01T00:00:00', 0, '../../etc/passwd'])",
        note=UNREADABLE,
    ),
    forged(
        "a data class whose fields are no names",
        "answer(['record', 'X', ['a = __import__(\"os\")', 'b'], [1, 2]])",
        note=UNREADABLE,
    ),
    forged(
        "a data class with a field named __class__ and one with a million",
        "answer(['record', 'X', ['__class__'], [1]] if question() % 2 else\n"
        "       ['record', 'X', [f'f{n}' for n in range(100_000)], [0] * 100_000])",
        note=UNREADABLE,
    ),
    forged(
        "a named tuple that is shorter than its names",
        "answer(['named', 'Pair', ['a', 'b'], [1]])",
        note=UNREADABLE,
    ),
    forged(
        "a handle where the items of an array should be",
        "handle = ['handle', 0, 'x', True, False, None]\nanswer(['objects', '=U4', [1], [handle]])",
        note=UNREADABLE,
    ),
    forged(
        "a handle where an index, a mask and a category should be",
        "handle = ['handle', 0, 'x', True, False, None]\n"
        "answer([['index', handle, None, None], ['masked', handle, handle],\n"
        "        ['levels', [handle], [handle], [None]]][question() % 3])",
        note=UNREADABLE,
    ),
    forged(
        "sixteen megabytes of empty lists",
        "answer(['list', [['list', []]] * 1_000_000])",
        seconds=4.0,
    ),
    Case(
        "the question for the names, answered with other names",
        f"""
from autograder.wall.student import StudentSide
export = StudentSide._export
def forged(self, encoder, names):
    ready = export(self, encoder, names)
    ready.trees |= {{"marker": 1, "pd": 1, "math": 1, "expected": -1, "__builtins__": ["list", []]}}
    return ready
StudentSide._export = forged
{WRONG}""",
        tools=True,
    ),
    Case(
        "the question for the names, answered with a list",
        f"""
from autograder.wall.student import StudentSide, _Ready
StudentSide._export = lambda self, encoder, names: _Ready(["list", []])
{WRONG}""",
        tools=True,
        ends=True,
        note=UNREADABLE,
    ),
    Case(
        "calls of functions that the test never gave",
        """
def apply(function):
    own = side()._callbacks + 1
    for number in (-1, 7, "x", None, [0]):
        send({"kind": "call back", "function": number, "args": [], "kwargs": {}}, number=own)
    send({"kind": "call back", "function": 0, "args": 5, "kwargs": []}, number=own)
    return -1
""",
        "assert apply(lambda x: x) == 4711.25",
        reference="def apply(function):\n    return function(4711.25)",
        tools=True,
        note=UNREADABLE,
    ),
)
