"""The proof that is kept beside a course: read back as it was, or taken for none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.proving.proof import Key, Proofs, key_of
from autograder.grading.proving.walling import Walling
from autograder.wall.plan import Plan, Role, SourceCell

pytestmark = pytest.mark.unit
CELLS = [SourceCell("answer", Role.ANSWER, "f = 1"), SourceCell("a", Role.TEST, "assert f"),
         SourceCell("b", Role.TEST, "assert f == 1")]  # fmt: skip


def plan(lean: bool) -> Plan:
    return Plan(CELLS, lean)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Proofs, Path]:
    proofs = Proofs(tmp_path)
    walling = Walling(
        plan(False).without(["b"]), "", {"b": "why"}, {"a": "truth"}, {"a": 1.0, "b": None},
        {"a": 1.0}, ("a note",), False, [{"f": ["handle"]}, None],
    )  # fmt: skip
    assert proofs.write("hw", "p1", Key("c", "w"), walling) == ""
    return proofs, tmp_path / ".labs" / "proof" / "hw" / "p1.json"


def test_a_proof_is_read_back_with_its_plan(kept: tuple[Proofs, Path]) -> None:
    found = kept[0].read("hw", "p1")
    assert found is not None
    assert found.key == Key("c", "w")
    walling = found.walling(plan)
    assert walling.plan is not None
    assert set(walling.plan.places) == {"a"}
    assert set(walling.plan.with_student) == {"b"}
    assert (walling.one_process, walling.notes) == ({"a": 1.0, "b": None}, ("a note",))
    assert walling.kinds == [{"f": ["handle"]}, None]
    assert walling.plan.cells[0].expected == {"f": ["handle"]}


def test_nobody_else_may_read_it(kept: tuple[Proofs, Path]) -> None:
    assert kept[1].stat().st_mode & 0o077 == 0


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    del data["settled"][name]
    return data


def test_a_broken_or_foreign_file_counts_as_none(kept: tuple[Proofs, Path]) -> None:
    proofs, place = kept
    good = json.loads(place.read_text())
    contents = [
        "", "{", "[]", "null", '{"format": 1}', "[" * 100_000, "\x00",
        json.dumps({**good, "format": 2}),
        json.dumps(_without(json.loads(place.read_text()), "moved")),
        json.dumps({**good, "settled": {**good["settled"], "one_process": {"a": "1"}}}),
        json.dumps({**good, "settled": {**good["settled"], "moved": {"a": 1}}}),
        json.dumps({**good, "settled": {**good["settled"], "more": 1}}),
    ]  # fmt: skip
    for content in contents:
        place.write_text(content)
        assert proofs.read("hw", "p1") is None, content[:80]
    place.write_text(json.dumps(good))
    assert proofs.read("hw", "p1") is not None


def test_the_key_tells_content_from_surroundings(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a\n1\n")
    first = key_of(["cells"], {"table.csv": table}, ["seed 1"])
    assert key_of(["cells"], {"table.csv": table}, ["seed 1"]) == first
    other = key_of(["cells"], {"table.csv": table}, ["seed 2"])
    assert (other.content == first.content, other.whole == first.whole) == (True, False)
    table.write_text("a\n2\n")
    changed = key_of(["cells"], {"table.csv": table}, ["seed 1"])
    assert changed.content != first.content
