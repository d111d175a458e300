"""A worker that lies to the controller: it harms its own notebook at most."""

from __future__ import annotations

from dataclasses import replace

from .cases import SMALL, Case, called, dies, either, finishes, prints, times_out

# The cell after the lie has to wait for its own time limit.
HURRIED = replace(SMALL, wall_seconds=1.5)
BROKEN = called("its own notebook ends", dies("ended for good"))


def _lie(name: str, source: str) -> Case:
    """A lie that the controller must see through, at the cost of the liar's own cells."""
    return Case(name, source, BROKEN, alone=True, ends=True)


CASES = (
    _lie("garbage", "channel().send(os.urandom(1000))"),
    _lie("an empty packet", "channel().send(b'')"),
    _lie("no dictionary", "say(b'[1, 2]')"),
    _lie("half a message and then another",
         "channel().send(b'+{'); say({'event': 'done'})"),
    _lie("JSON nested a hundred thousand deep, in pieces",
         """
         text = b'[' * 100_000
         for start in range(0, len(text), 50_000): channel().send(b'+' + text[start:start + 50_000])
         say(b'')
         """),
    _lie("a number of five thousand digits", "say(b'{\"event\": ' + b'9' * 5000 + b'}')"),
    _lie("an unknown event", "say({'event': 'hello'})"),
    _lie("an event that is a list", "say({'event': ['done']})"),
    _lie("no event", "say({})"),
    _lie("a packet larger than any", "channel().send(b'.' + b'x' * 150_000)"),
    _lie("a message larger than the cap",
         "while True: channel().send(b'+' + b'x' * 50_000)"),
    _lie("a checkpoint that is none", "say({'event': 'forked'})"),
    _lie("a failure of the sandbox", "say({'event': 'failed', 'reason': 'x'})"),
    _lie("self-tests once more", "say({'event': 'ready', 'self_tests': {}})"),
    _lie("a lock once more", "say({'event': 'locked'})"),
    _lie("its own death, announced while it lives", "say({'event': 'lost'})"),
    _lie("its own death with a status of thirty digits",
         "say({'event': 'lost', 'status': 10**30})"),
    Case("a result with numbers beyond every limit",
         "say({'event': 'done', 'outputs': [], 'cpu_seconds': 10**400, 'execution_count': 10**40})",
         either(BROKEN, finishes), alone=True, ends=True),
    Case("a result with numbers that are none",
         "say(b'{\"event\": \"done\", \"cpu_seconds\": NaN, \"execution_count\": Infinity,'\n"
         "    b'\"outputs\": [{\"output_type\": \"display_data\", \"data\": {\"a/json\": NaN}}]}')",
         either(BROKEN, finishes), alone=True, ends=True),
    Case("a result with values of wrong types",
         """
         odd = [None, 5, "x", [], {}, [[]], {"output_type": []}, {"output_type": "stream"},
                {"output_type": "stream", "name": ["stdout"], "text": {}},
                {"output_type": "stream", "name": "stdout", "text": {"a": [1]}},
                {"output_type": "display_data", "data": [], "metadata": 5},
                {"output_type": "execute_result", "data": {"a/b": {}}, "execution_count": "x"},
                {"output_type": "error", "ename": {}, "evalue": [[]], "traceback": {"a": 1}}]
         say({"event": "done", "outputs": odd, "truncated": "y", "error": {}, "cpu_seconds": "1"})
         """,
         either(BROKEN, finishes), alone=True, ends=True),
    Case("outputs nested nine hundred deep",
         """
         text = b'[' * 900 + b']' * 900
         say(b'{"event": "done", "outputs": [{"output_type": "stream", "name": "stdout", "text": '
             + text + b'}, {"output_type": "display_data", "data": {"a/json": ' + text + b'}}]}')
         """,
         either(BROKEN, finishes), alone=True, ends=True),
    Case("three hundred thousand outputs in one result",
         """
         outputs = b",".join([b'{"output_type":"error"}'] * 300_000)
         text = b'{"event": "done", "outputs": [' + outputs + b"]}"
         for start in range(0, len(text), 59_000): channel().send(b"+" + text[start:start + 59_000])
         say(b"")
         """,
         either(BROKEN, finishes), alone=True, ends=True),
    Case("packets of one byte without end", "while True: channel().send(b'+')",
         either(BROKEN, times_out), alone=True, ends=True, seconds=2.0),
    Case("packets of two bytes without end", "while True: channel().send(b'+x')",
         either(BROKEN, times_out), alone=True, ends=True, seconds=2.0),
    Case("a result before the cell is over, and a loop",
         "say({'event': 'done', 'outputs': []})\nwhile True: pass",
         either(BROKEN, finishes), alone=True, ends=True, limits=HURRIED),
    Case("descriptors for the controller",
         """
         for _ in range(100):
             try: pass_descriptors(b"+", [0, 1, 2, 0])
             except OSError: break
         print("sent")
         """,
         either(BROKEN, prints("sent")), alone=True, ends=True),
    Case("more descriptors than the controller has room for",
         """
         try: pass_descriptors(b'.{"event": "done", "outputs": []}', [0] * 200)
         except OSError: pass
         """,
         either(BROKEN, finishes), alone=True, ends=True),
    Case("every descriptor closed", "os.closerange(0, 1000)", dies("ended")),
    Case("the channel closed for writing", "channel().shutdown(socket.SHUT_WR)",
         either(BROKEN, dies("")), alone=True, ends=True),
    Case("the channel closed for reading", "channel().shutdown(socket.SHUT_RD)",
         either(BROKEN, finishes, dies("")), alone=True, ends=True),
    Case("another file where the channel was",
         "os.dup2(os.open('/dev/null', os.O_RDWR), channel().fileno())", dies("ended")),
    Case("a message from a thread, later",
         "threading.Timer(0.3, say, [{'event': 'done', 'outputs': []}]).start()",
         finishes, alone=True, ends=True),
    Case("a thread that steals what the controller sends",
         """
         def steal():
             while True: channel().recv(100_000)
         threading.Thread(target=steal, daemon=True).start()
         """,
         finishes, alone=True, ends=True, limits=HURRIED),
    Case("a cell that never reads the next one, which is too large for the socket",
         "# " + "x" * 2_000_000, either(times_out, BROKEN, dies("")), alone=True, ends=True,
         before=("""
             answer = type(worker())._cell
             type(worker())._cell = lambda *words: (answer(*words), time.sleep(1000))
             """, "pass"),
         seconds=1.0),
    Case("a grader whose own functions were replaced",
         """
         import autograder.engine.between.channel as code, builtins
         code.send = lambda *_: None
         """,
         either(times_out, BROKEN), alone=True, ends=True, seconds=1.0),
)  # fmt: skip
