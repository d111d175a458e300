"""Drives one worker: sends cells, keeps the time, decides on forks, kills what must end.

Everything that a worker says is a claim. The controller relies only on what the kernel says: who
sent a packet, who asks for a fork, whether a process lives.
"""

from __future__ import annotations

import errno
import select
import signal
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.engine.between import channel, protocol
from autograder.engine.between.execution import Cell, CellResult, Ending
from autograder.engine.between.processes import Process, threads_of
from autograder.engine.between.result_value import read_claims
from autograder.engine.between.told import kinds_in, texts
from autograder.engine.outside import memory_watch
from autograder.engine.outside.chain import Chain, Tampered
from autograder.engine.outside.definitions import only_defines
from autograder.engine.outside.disk_watch import TICK_SECONDS, DiskWatch
from autograder.engine.outside.endings import describe, lost, not_run, timed_out
from autograder.engine.outside.memory_watch import MemoryWatch
from autograder.engine.outside.outputs import clean, count
from autograder.engine.outside.written import collect
from autograder.errors import WorkerFailed
from autograder.sandbox.levels import Given
from autograder.sandbox.limits import MEGABYTE, Limits
from autograder.sandbox.seccomp import answer

START_SECONDS = 30.0
GRACE_SECONDS = 1.0
SEND_SECONDS = 5.0


@dataclass
class WorkerController:
    """One worker, from its start to the end of its last process.

    `box` is the folder whose size must be watched because no quota holds it, or None; `given` are
    the bytes and files in it that do not count. `environment` is set before the first cell: it
    goes to this process alone and leaves no trace in the fork server. Without
    `forks` the first process runs the cells, and ends with them: that of our own tests, of which
    another is started, and one whose run is over if it dies. Without `checkpoints` only the first
    process is kept back, as none of its own runs a cell; who loses another has `lost_one`, and must
    run all again. What only a process of our own tests can know of them is `believed` of no other.
    """

    sock: socket.socket
    limits: Limits
    contained: bool
    box: str | None = None
    given: Given = Given(0, 0)
    environment: Mapping[str, str] = field(default_factory=dict)
    forks: bool = True
    checkpoints: bool = True
    believed: bool = False
    notes: list[str] = field(default_factory=list)
    self_tests: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cap = int(self.limits.output_mb * MEGABYTE * 8) + MEGABYTE
        self._receiver = channel.Receiver(self.sock, cap)
        self.sock.settimeout(SEND_SECONDS)  # a worker that does not read must not hold us up
        self._chain = Chain()
        self._generation = 0
        self._listener = self._folder = -1
        self._may_fork: int | None = None
        self._fork_next = self.forks  # the first process, or a checkpoint, runs no cell itself
        self._taken_over = self.lost_one = False
        self._since: list[Cell] = []  # run since the last checkpoint
        self._disk = DiskWatch(self.box, self.given, self.limits)
        self._memory = MemoryWatch(self.limits)

    def start(self) -> None:
        """Wait until the sandbox is closed and proven.

        Raises `WorkerFailed` when it cannot be closed or a self-test fails.
        """
        deadline = time.monotonic() + START_SECONDS
        while True:
            message = self._next(deadline)
            if message is None:
                self.kill()
                raise WorkerFailed("a worker did not start in time", "try again with fewer --jobs")
            event = message.body.get("event")
            if event == protocol.FAILED:
                raise WorkerFailed(str(message.body.get("reason")))
            if event == protocol.LOCKED:
                first = Process.open(message.pid)
                if first is None:
                    raise WorkerFailed("a worker died while it started")
                self._chain.processes.append(first)
                self._memory.start(first.pid)
                self._receiver.descriptors = False
                self._folder, *asked = message.descriptors or (-1,)
                if asked:
                    self._listener = asked.pop(0)
                    channel.close_all(asked)
            elif event == protocol.READY:
                self.self_tests = dict(message.body["self_tests"])
                held = [name for name, refused in self.self_tests.items() if not refused]
                if held:
                    raise WorkerFailed(f"the sandbox does not hold: it let a worker {held[0]}")
                return

    @property
    def alive(self) -> bool:
        """Whether there is a process left to run cells in."""
        return bool(self._chain)

    def run(self, cell: Cell, timeout: float) -> CellResult:
        """Run one cell for `timeout` seconds at most; returns whatever the cell does."""
        if not self._chain:
            return not_run()
        started = time.monotonic()
        try:
            result = self._run(cell, timeout)
            if not self._taken_over:
                self._since.append(cell)
            elif self.checkpoints:
                self._redo()
        except (channel.ChannelClosed, channel.BadMessage, TimeoutError, Tampered) as error:
            self._note("the notebook's process broke off or spoke out of turn", error)
            self.lost_one = True
            self.kill()
            result = lost("the notebook's process ended for good; the cells after it were not run")
        wall = time.monotonic() - started
        return CellResult(**{**vars(result), "wall_seconds": wall})

    def _redo(self) -> None:
        """After a checkpoint took over: run the cells again that were run since it.

        They are definitions, or a thread of the notebook's was at work and no checkpoint could be
        made. All of them have the time of one cell.
        """
        cells, self._since = [cell for cell in self._since if cell.lasting], []
        self._taken_over, self._fork_next = False, True
        deadline = time.monotonic() + self.limits.wall_seconds  # for all of them
        for cell in cells:
            result = self._run(cell, max(deadline - time.monotonic(), 0.01))
            if self._taken_over or result.ending is not Ending.DONE:
                raise Tampered("what ran since the last checkpoint could not run again")
            self._since.append(cell)

    def _run(self, cell: Cell, timeout: float) -> CellResult:
        # Definitions need no checkpoint of their own: they can be made again, and are the same.
        done = not all(c.turn or only_defines(c.source) for c in self._since)
        wanted = self.forks and self.checkpoints and cell.checkpoint and done
        checkpoint = self._fork_next or wanted
        self._may_fork = self._chain.current.pid if checkpoint and self.contained else None
        body = {
            "generation": self._generation, "source": cell.source, "checkpoint": checkpoint,
            "turn": asdict(cell.turn) if cell.turn else None, "environment": self.environment,
            "guard": asdict(cell.guard) if cell.guard else None, "repeated": cell.repeated,
            "shown": cell.shown,
        }  # fmt: skip
        channel.send(self.sock, body)
        self.environment = {}
        deadline = time.monotonic() + timeout
        measures = self._measures_against_overrun()
        late = ended = False
        while True:
            message = self._next(deadline)
            if message is None:
                late = late or not (self._disk.full or self._memory.over)
                deadline = time.monotonic() + next(measures)()
                continue
            event = message.body.get("event")
            if event == protocol.UNFORKED and message.pid == self._chain.current.pid:
                self._may_fork = None
            elif event == protocol.FORKED and checkpoint:
                checkpoint = False
                ended = not self._child_stands(message.pid)
            elif event == protocol.DONE and message.pid == self._chain.current.pid:
                if self._writes_too_much(now=float("inf")):
                    self._chain.current.signal(signal.SIGKILL)
                    continue
                return self._done(message.body, late, timeout)
            elif event == protocol.LOST and (
                checkpoint or ended or message.pid != self._chain.current.pid
            ):
                self._checkpoint_takes_over(message.pid)
                if late:
                    return timed_out([], None, timeout)
                if self._disk.full:
                    if not self._disk.forgive():
                        raise Tampered("it wrote too many files again and again")
                    return lost(f"it wrote more than {self.limits.disk_mb} MB of files")
                if self._memory.over:
                    if not self._memory.forgive():
                        raise Tampered("it took too much memory again and again")
                    return lost(f"its processes took more than {self.limits.memory_mb} MB together")
                return lost(describe(message.body.get("status")))
            else:
                raise Tampered(f"unexpected message {event!r}")

    def _measures_against_overrun(self) -> Iterator[Callable[[], float]]:
        """What is done one after the other when a cell does not end; each gives time to react."""

        def interrupt() -> float:
            self._chain.current.signal(signal.SIGINT)
            return GRACE_SECONDS

        def kill_current() -> float:
            self._chain.current.signal(signal.SIGKILL)
            return 2 * GRACE_SECONDS

        def give_up() -> float:
            raise Tampered("the processes of the notebook could not be ended one by one")

        if not (self._disk.full or self._memory.over):
            yield interrupt
        yield kill_current
        yield give_up

    def _done(self, body: dict[str, object], late: bool, timeout: float) -> CellResult:
        outputs, number = clean(body.get("outputs")), count(body.get("execution_count"))
        if late:
            return timed_out(outputs, number, timeout)
        error, cpu = body.get("error"), body.get("cpu_seconds")
        truncated = body.get("truncated") is True
        notes = body.get("notes") if self.believed else None
        for note in notes if isinstance(notes, list) else []:
            self._note(str(note)[:500])
        if truncated:
            self._note(f"a cell printed more than {self.limits.output_mb:g} MB; the rest was cut")
        finished, value = read_claims(body)
        return CellResult(
            outputs,
            number,
            finished=finished,
            value=value,
            error=error if isinstance(error, str) else None,
            truncated=truncated,
            cpu_seconds=cpu if isinstance(cpu, float) and 0 <= cpu < 1e6 else 0.0,
            asked_of_handles=texts(body.get("asked_of_handles")) if self.believed else (),
            kinds=kinds_in(body.get("kinds")) if self.believed else None,
        )

    def _child_stands(self, pid: int) -> bool:
        """A fork was made; False if the child has ended already, and its parent will say so."""
        self._may_fork, self._fork_next = None, False
        self._since = []
        return self._chain.add(pid)

    def _checkpoint_takes_over(self, pid: int) -> None:
        self._may_fork, self._taken_over, self.lost_one = None, True, True
        self._generation += 1
        self._chain.back_to(pid)

    def _next(self, deadline: float) -> channel.Message | None:
        """The next message, answering forks meanwhile; None when the deadline has passed."""
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        if self._listener >= 0:
            poll.register(self._listener, select.POLLIN)
        if self._chain:
            poll.register(self._chain.first.descriptor, select.POLLIN)
        while True:
            now = time.monotonic()
            if now >= deadline or self._writes_too_much(now) or self._takes_too_much(now):
                return None
            wait = min(deadline - now, TICK_SECONDS if self.box else memory_watch.TICK_SECONDS)
            ready = dict(poll.poll(max(1, int(wait * 1000))))
            # Messages before questions: a worker may have said that it forks no more.
            if self.sock.fileno() in ready:
                message = self._receiver.receive()
                if message is not None:
                    return message
            elif ready.get(self._listener, 0) & select.POLLIN:
                answer(self._listener, self._decide)
            elif self._chain and self._chain.first.descriptor in ready:
                raise channel.ChannelClosed

    def _decide(self, pid: int, thread: bool) -> int:
        """Whether a task may start a thread, or the one fork that is due."""
        if thread:
            return 0 if threads_of(pid) < self.limits.threads else errno.EAGAIN
        if pid != self._may_fork:
            return errno.EPERM
        self._may_fork = None
        return 0

    def _writes_too_much(self, now: float) -> bool:
        return bool(self._chain) and self._disk.look(self._chain.first.pid, now)

    def _takes_too_much(self, now: float) -> bool:
        programs = self.limits.processes > 0
        pids = self._chain.with_programs() if programs else self._chain.pids
        return self._memory.look(pids, now)

    def end_current(self) -> None:
        """End the process that runs the cell now; may be called from another thread."""
        self._chain.end_current()

    def _note(self, text: str, error: Exception | None = None) -> None:
        detail = f" ({error})" if error is not None and str(error) else ""
        if text + detail not in self.notes:
            self.notes.append(text + detail)

    def kill(self) -> None:
        """End every process of the worker and wait until the first is gone."""
        self._chain.kill(whole_tree=self.box is not None)

    def written(self, given: Mapping[str, Path], fixed: Iterable[str]) -> dict[str, bytes]:
        """End the worker, and read what it wrote into its folder (see `written.py`).

        The descriptor of the folder is from before the first cell. It keeps the folder, which at
        level full nobody else can reach, until it is closed.
        """
        self.kill()
        if self._folder < 0:
            return {}
        found = collect(self._folder, given, fixed)
        if found.left_out:
            self._note(
                f"{found.left_out} files that it wrote were not kept: by kind, size or number"
            )
        return found.files

    def close(self) -> None:
        """End the worker and give back its descriptors."""
        self.kill()
        channel.close_all([one for one in (self._listener, self._folder) if one >= 0])
        self._listener = self._folder = -1
        self.sock.close()
