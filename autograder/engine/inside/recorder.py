"""The outputs of a running cell, limited in size, in the form of nbformat 4."""

from __future__ import annotations

import io
import sys
from typing import Any

Output = dict[str, Any]
# What an output weighs beside its text, and what is kept of an error that is too long.
_OVERHEAD, _SHORT = 100, 2000


def _weight(value: object) -> int:
    """About how many characters a value takes in a message."""
    if isinstance(value, dict):
        return sum(_weight(key) + _weight(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return sum(map(_weight, value)) + len(value)
    return len(value) if isinstance(value, str) else len(str(value))


class Recorder:
    """The outputs of the cell that is running, limited in size."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self.limit = sys.maxsize
        self.size = 0
        self._clear_next = False

    def start(self, limit: int) -> None:
        """Forget the last cell and allow `limit` characters for the next."""
        self.outputs, self.limit, self.size, self._clear_next = [], limit, 0, False

    @property
    def truncated(self) -> bool:
        """Whether something was left out."""
        return self.size > self.limit

    def stream(self, name: str, text: str) -> None:
        """Add text to a stream; what follows on the same stream joins it."""
        self._clear_if_due()
        room = self.limit - self.size
        self.size += len(text)
        if room <= 0 or not text:
            return
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["text"].append(text[:room])
        else:
            self.size += _OVERHEAD
            self.outputs.append({"output_type": "stream", "name": name, "text": [text[:room]]})

    def add(self, output: Output) -> None:
        """Add a display, a result or an error.

        What does not fit is left out, but an error and a result decide on a mark: they are cut.
        """
        self._clear_if_due()
        self.size += _OVERHEAD + _weight(output)
        if self.size <= self.limit:
            self.outputs.append(output)
        elif output["output_type"] == "error":
            short = {key: str(output[key])[:_SHORT] for key in ("ename", "evalue")}
            trace = [str(line)[:_SHORT] for line in output["traceback"][-20:]]
            self.outputs.append({"output_type": "error", **short, "traceback": trace})
        elif output["output_type"] == "execute_result":
            text = str(output["data"].get("text/plain"))[:_SHORT]
            self.outputs.append({**output, "data": {"text/plain": text}, "metadata": {}})

    def update(self, display_id: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Replace displays of this cell that were sent with this id."""
        for output in self.outputs:
            if output.get("display_id") == display_id:
                output.update(data=data, metadata=metadata)

    def clear(self, wait: bool) -> None:
        """Remove the outputs so far, at once or when the next one comes."""
        if wait:
            self._clear_next = True
        else:
            self.outputs = []

    def _clear_if_due(self) -> None:
        if self._clear_next:
            self.outputs, self._clear_next = [], False

    def take(self) -> list[Output]:
        """The finished outputs."""
        for output in self.outputs:
            output.pop("display_id", None)
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
        return self.outputs


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    def __init__(self, name: str, descriptor: int, recorder: Recorder) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream, self._descriptor, self._recorder = name, descriptor, recorder

    encoding = "utf-8"
    errors = "replace"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._recorder.stream(self._stream, text)
        return len(text)
