"""Runs notebook cells in IPython without a kernel and collects their outputs.

The outputs have the form of nbformat 4 and the order in which a kernel would send them: streams,
displays, the value of the last expression, the error.
"""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import gc
import os
import selectors
import sys
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets.config import Config

from autograder.engine.between.result_value import number_of
from autograder.engine.inside.magics import Translation
from autograder.engine.inside.recorder import Recorder, Stream

# Characters that code behind the wall prints in one call.
_LONGEST_HEARD = 100_000
# Less room than this, and the next cell cannot even begin.
_ROOM = 256 << 10


def has_room() -> bool:
    """Whether this process can still get the memory that the next cell needs to begin."""
    try:
        bytearray(_ROOM)
    except MemoryError:
        return False
    return True


class _Publisher(DisplayPublisher):  # type: ignore[misc]  # IPython has no types
    recorder = AnyTrait()

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **_):  # type: ignore[no-untyped-def]
        display_id = (transient or {}).get("display_id")
        data, metadata = _jsonable(data), metadata or {}
        if update:
            self.recorder.update(display_id, data, metadata)
        else:
            output = {"output_type": "display_data", "data": data, "metadata": metadata}
            self.recorder.add({**output, "display_id": display_id} if display_id else output)

    def clear_output(self, wait=False):  # type: ignore[no-untyped-def]
        self.recorder.clear(wait)


class _ResultHook(DisplayHook):  # type: ignore[misc]
    """Records results; beside each output stands the number that it shows.

    nbgrader sees the first `execute_result` alone: not the value of an expression that ends with a
    semicolon, and not the last of several. IPython's own `result.result` is the last that was
    shown, so the number is read here, where the output is made.
    """

    recorder = AnyTrait()
    _number: float | str | None = None

    def compute_format_data(self, result):  # type: ignore[no-untyped-def]
        formatted = super().compute_format_data(result)
        self._number = number_of(result)  # last: formatting may have shown something itself
        return formatted

    def write_output_prompt(self):  # type: ignore[no-untyped-def]
        pass

    def write_format_data(self, format_dict, md_dict=None):  # type: ignore[no-untyped-def]
        self.recorder.add(
            {
                "output_type": "execute_result",
                "data": _jsonable(format_dict),
                "metadata": md_dict or {},
                "execution_count": self.prompt_count,
                "value": self._number,
            }
        )

    def finish_displayhook(self):  # type: ignore[no-untyped-def]
        pass


def _jsonable(data: dict[str, Any]) -> dict[str, Any]:
    """Rich display data as JSON can hold it: pictures in base 64, as a kernel sends them."""
    return {
        kind: b64encode(value).decode() if isinstance(value, bytes) else value
        for kind, value in data.items()
    }


def _no_input(*_: object) -> str:
    raise StdinNotImplementedError("nobody answers input() while a notebook is graded")


class NotebookShell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell whose results, displays and errors go to a recorder."""

    recorder = AnyTrait()

    def init_display_pub(self):  # type: ignore[no-untyped-def]
        self.display_pub = _Publisher(parent=self, shell=self, recorder=self.recorder)

    def init_displayhook(self):  # type: ignore[no-untyped-def]
        super().init_displayhook()
        self.displayhook.recorder = self.recorder

    def _showtraceback(self, etype, evalue, stb):  # type: ignore[no-untyped-def]
        self.recorder.add(
            {
                "output_type": "error",
                "ename": str(etype.__name__),
                "evalue": str(evalue),
                "traceback": [str(line) for line in stb],
            }
        )

    def enable_gui(self, gui=None):  # type: ignore[no-untyped-def]
        """There is no window system; `%matplotlib inline` asks for none."""

    def ask_exit(self):  # type: ignore[no-untyped-def]
        """`exit` in a notebook ends nothing here: the other cells are still graded."""


class NotebookRunner:
    """One notebook's interpreter; it survives forks between cells."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        config = Config()
        config.HistoryManager.enabled = False  # a history would start a thread before the forks
        self.shell: Any = NotebookShell.instance(
            config=config, recorder=self.recorder, displayhook_class=_ResultHook
        )
        # IPython's coloured context costs 30 ms an error, 250 ms inside pandas; this costs 1 ms.
        self.shell.InteractiveTB.set_mode("Plain")
        self._translation = Translation(self.shell)
        self.running = False
        self.loop: asyncio.AbstractEventLoop | None = None
        self._raw: dict[str, int] = {}

    def prepare_plots(self) -> None:
        """Show matplotlib figures below their cell, as a notebook does."""
        from matplotlib_inline.backend_inline import configure_inline_support, flush_figures

        configure_inline_support(self.shell, "inline")
        # First: after it there are no figures left that pyplot's own hook would draw once more.
        hooks = self.shell.events.callbacks["post_execute"]
        hooks.insert(0, hooks.pop(hooks.index(flush_figures)))

    def open_streams(self) -> None:
        """Send text written to `sys.stdout`, `sys.stderr` and to descriptors 1 and 2 to the cell.

        Text written straight to a descriptor goes to an anonymous file and joins the outputs at
        the end of the cell.
        """
        for name, descriptor in (("stdout", 1), ("stderr", 2)):
            raw = os.memfd_create(name)
            os.dup2(raw, descriptor)
            self._raw[name] = raw
        self.use_streams()

    def new_loop(self) -> None:
        """An event loop of this process's own, for `await` in cells.

        Its selector has no kernel state: an epoll would be shared by a checkpoint and its child.
        """
        self.loop = asyncio.SelectorEventLoop(selectors.SelectSelector())

    def use_streams(self) -> None:
        """Print to the recorder, as a notebook does."""
        builtins.input = _no_input
        sys.stdout = Stream("stdout", 1, self.recorder)
        sys.stderr = Stream("stderr", 2, self.recorder)

    def _collect_raw(self) -> None:
        for name, raw in self._raw.items():
            size = os.lseek(raw, 0, os.SEEK_END)
            if size:
                text = os.pread(raw, min(size, self.recorder.limit), 0).decode("utf-8", "replace")
                os.ftruncate(raw, 0)
                os.lseek(raw, 0, os.SEEK_SET)
                self.recorder.stream(name, text)
                self.recorder.size += size - len(text)

    @property
    def names(self) -> dict[str, Any]:
        """The notebook's names and their values."""
        namespace: dict[str, Any] = self.shell.user_ns
        return namespace

    def listen(self) -> None:
        """Forget what was printed so far."""
        self.recorder.start(_LONGEST_HEARD)

    def heard(self) -> tuple[str, str]:
        """What was printed on stdout and on stderr since `listen`."""
        self._collect_raw()
        texts = {"stdout": "", "stderr": ""}
        for output in self.recorder.take():
            if output["output_type"] == "stream":
                texts[output["name"]] += output["text"]
        return texts["stdout"], texts["stderr"]

    def run(self, source: str, output_limit: int) -> dict[str, Any]:
        """Run one cell.

        Returns `outputs` (nbformat 4), `execution_count`, `truncated`, `error` (the name of the
        exception that ended the cell, or None), `finished`, and `value`: the number that the first
        result shows (see `number_of`).
        """
        self.recorder.start(output_limit)
        assert self.loop is not None, "new_loop() comes first"
        error: BaseException | None
        task = self.loop.create_task(self._run(source))
        try:
            result = self.loop.run_until_complete(task)
            error = result.error_before_exec or result.error_in_exec
        except BaseException as escaped:
            with contextlib.suppress(Exception):  # the cell may have broken it
                self.shell.showtraceback()
            error = escaped
        finally:
            self.running = False
        if not task.done():  # interrupted in an await: it must not go on in a later cell
            task.cancel()
            self.loop.run_until_complete(asyncio.wait([task], timeout=1))
        if error is not None and not has_room():
            self._forget(error)
        self._collect_raw()
        outputs = self.recorder.take()
        if error is not None and not any(o["output_type"] == "error" for o in outputs):
            # The cell made IPython's own report of errors fall silent; the error counts anyway.
            outputs.append(
                {
                    "output_type": "error",
                    "ename": type(error).__name__,
                    "evalue": str(error),
                    "traceback": ["The cell raised an error while its display was disabled."],
                }
            )
        values = [o.pop("value", None) for o in outputs if o["output_type"] == "execute_result"]
        return {
            "outputs": outputs,
            "execution_count": self.shell.execution_count - 1,
            "truncated": self.recorder.truncated,
            "error": type(error).__name__ if error is not None else None,
            "finished": error is None,
            "value": values[0] if values else None,
        }

    def _forget(self, error: BaseException) -> None:
        """Let go of the frames below an error when memory is short: the next cell needs it."""
        self.shell.InteractiveTB.tb = None
        for name in ("last_exc", "last_value", "last_traceback"):
            sys.__dict__.pop(name, None)
        link: BaseException | None = error
        while link is not None:  # an error while the first was shown holds the first
            before = link.__context__
            link.__traceback__ = link.__cause__ = link.__context__ = None
            link = before
        gc.collect()

    @contextlib.contextmanager
    def unshown(self) -> Iterator[None]:
        """Meanwhile nothing that is displayed is formatted, and figures are closed, not drawn."""
        formatter = self.shell.display_formatter
        formatter.format = lambda *_, **__: ({}, {})
        try:
            yield
        finally:
            del formatter.format

    async def _run(self, source: str) -> Any:
        self.running = True
        transformed, failure = source, None
        try:
            transformed = self._translation.of(source)
        except Exception:
            failure = sys.exc_info()
        result = await self.shell.run_cell_async(
            source,
            store_history=True,
            transformed_cell=transformed,
            preprocessing_exc_tuple=failure,
        )
        self.shell.events.trigger("post_execute")  # matplotlib shows its figures now
        self.shell.events.trigger("post_run_cell", result)
        return result
