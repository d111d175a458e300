"""Outputs as a worker claims them, made safe to store: of the right form, in valid Unicode."""

from __future__ import annotations

from typing import Any

Output = dict[str, Any]
_DEEPEST = 40


def _text(value: object) -> str:
    joined = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return joined.encode("utf-8", "replace").decode()


def _plain(value: Any, depth: int = 0) -> Any:
    """JSON data with valid text, cut off where it is nested too deeply."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or value is None or isinstance(value, int | float):
        return value
    if depth >= _DEEPEST:
        return None
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_text(key): _plain(item, depth + 1) for key, item in value.items()}
    return _text(value)


def _bundle(data: object) -> dict[str, Any]:
    """A mime bundle: JSON types keep their structure, all others are text."""
    if not isinstance(data, dict):
        return {}
    return {
        _text(kind): _plain(value) if str(kind).endswith("json") else _text(value)
        for kind, value in data.items()
    }


def clean(claimed: object) -> list[Output]:
    """The outputs that have a form known to nbformat 4; anything else is left out."""
    outputs: list[Output] = []
    for output in claimed if isinstance(claimed, list) else []:
        if not isinstance(output, dict):
            continue
        kind = output.get("output_type")
        metadata = _plain(output.get("metadata"))
        metadata = metadata if isinstance(metadata, dict) else {}
        if kind == "stream" and output.get("name") in ("stdout", "stderr"):
            outputs.append(
                {"output_type": kind, "name": output["name"], "text": _text(output.get("text", ""))}
            )
        elif kind in ("display_data", "execute_result"):
            shown = {
                "output_type": kind, "data": _bundle(output.get("data")), "metadata": metadata,
            }  # fmt: skip
            if kind == "execute_result":
                shown["execution_count"] = count(output.get("execution_count"))
            outputs.append(shown)
        elif kind == "error":
            trace = output.get("traceback")
            outputs.append(
                {
                    "output_type": kind,
                    "ename": _text(output.get("ename", "")),
                    "evalue": _text(output.get("evalue", "")),
                    "traceback": [_text(line) for line in trace] if isinstance(trace, list) else [],
                }
            )
    return outputs


def count(value: object) -> int | None:
    """An execution count: a small natural number or nothing."""
    return value if type(value) is int and 0 <= value < 10**9 else None
