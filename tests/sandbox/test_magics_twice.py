"""Every magic command of IPython does the same the second time, and none waits for its time limit.

A checkpoint lies between any two cells here, so whatever a command leaves in a thread is lost.
"""

from __future__ import annotations

import json
import re

import pytest

from autograder.engine.between.execution import Cell, CellResult, Ending
from autograder.sandbox.limits import Limits

from .cases import text_of
from .runner import Runner

# How a command is used, where it needs more than its name; a cell magic has a line and a body.
LINES = {
    "alias_magic": "t time", "cd": ".", "code_wrap": "", "config": "", "env": "HOME",
    "set_env": "A 1", "load": "kept.py", "loadpy": "kept.py", "load_ext": "autoreload",
    "reload_ext": "autoreload", "unload_ext": "autoreload", "macro": "m 1", "matplotlib": "inline",
    "mkdir": "-p folder", "pdef": "print", "pdoc": "print", "pfile": "re.match", "pinfo": "print",
    "pinfo2": "re.match", "psource": "re.match", "prun": "x = 1", "psearch": "pri*",
    "pushd": ".", "pycat": "kept.py", "reset": "-f in", "reset_selective": "-f nothing",
    "run": "kept.py", "save": "-f saved.py 1", "sc": "v=echo hi", "sx": "echo hi",
    "system": "echo hi", "time": "x = 1", "timeit": "-n 1 -r 1 1", "xmode": "Plain",
    "cat": "kept.py", "cp": "kept.py copy.py", "mv": "copy.py kept2.py", "rm": "-f nothing",
    "rmdir": "nothing", "rerun": "1", "recall": "1", "rep": "1", "xdel": "nothing",
    "pip": "--version", "conda": "--version", "mamba": "--version", "micromamba": "--version",
    "uv": "--version", "edit": "-x kept.py", "ed": "-x kept.py", "bookmark": "-l",
    "colors": "nocolor", "logstart": "-o log.py backup", "alias": "say echo %s",
    "unalias": "nothing", "autocall": "0", "page": "x", "pastebin": "1", "precision": "3",
    "doctest_mode": "", "cell": "",
}  # fmt: skip
CELLS = {
    "!": ("", "echo hi"), "HTML": ("", "<b>x</b>"), "html": ("", "<b>x</b>"),
    "SVG": ("", "<svg/>"), "svg": ("", "<svg/>"), "bash": ("", "echo hi"), "sh": ("", "echo hi"),
    "script": ("sh", "echo hi"), "perl": ("", 'print "hi\\n"'), "python": ("", "print(1)"),
    "python3": ("", "print(1)"), "sx": ("", "echo hi"), "system": ("", "echo hi"),
    "javascript": ("", "1"), "js": ("", "1"), "latex": ("", "$x$"), "markdown": ("", "x"),
    "file": ("written.py", "x = 1"), "writefile": ("written.py", "x = 1"),
    "capture": ("held", "print(1)"), "timeit": ("-n 1 -r 1", "1"), "code_wrap": ("w", "__code__"),
}  # fmt: skip
PROGRAMS = ("bash", "sh", "script", "perl", "python3", "!", "sx", "system")
FIRST = "import json, re\nopen('kept.py', 'w').write('x = 1\\n')\n"
LIST = FIRST + (
    "found = get_ipython().magics_manager.magics\n"
    "print(json.dumps([sorted(found['line']), sorted(found['cell'])]))"
)
# A shell of its own for each pair would take minutes: what changes how cells run goes last.
CHANGES_THE_SHELL = (
    "autocall",
    "automagic",
    "doctest_mode",
    "pdb",
    "code_wrap",
    "autoawait",
    "xmode",
)


def _shown(result: CellResult) -> str:
    """What a cell showed, without what no two cells have in common."""
    return re.sub(r"0x[0-9a-f]+|/\S*|[\d.]+(e[+-]\d+)?|\bu?µ?n?m?s\b", "#", text_of(result))


def _twice(
    runner: Runner, limits: Limits, only: tuple[str, ...] = ()
) -> list[tuple[str, CellResult]]:
    server = runner.server(limits)
    line, cell = json.loads(text_of(server.run([Cell(LIST, True)], {}).cells[0]))
    sources = [f"%{name} {LINES.get(name, '')}".strip() for name in line if not only]
    for name in cell:
        arguments, body = CELLS.get(name, ("", "x = 1"))
        if not only or name in only:
            sources.append(f"%%{name} {arguments}\n{body}")
    sources.sort(key=lambda source: source.strip("%").split()[0] in CHANGES_THE_SHELL)
    cells = [Cell(FIRST, True)]
    for source in sources:
        cells += [Cell(source, True)] * 2
    results = server.run(cells, {}).cells
    return [(c.source, result) for c, result in zip(cells, results, strict=True)][1:]


# A notebook may see its first turn in what these show: a toggle, a listing, what was there before.
TURNS = re.compile(
    r"%+(automagic|pdb|autocall|doctest_mode|logst|logoff|logon|hist|who|time|prun|dhist|dirs|pushd"
    r"|popd|reload_ext|unload_ext|load_ext|alias|unalias|ls|l[dfklx]|ll|mv|mkdir|file|writefile|tb"
    r"|macro|save|page|debug|rerun|recall|rep|xmode|colors|code_wrap|pprint|reset|load|ed|notebook|cd)"
)


def _complaints(ran: list[tuple[str, CellResult]]) -> list[str]:
    found = []
    for (source, first), (_, second) in zip(ran[::2], ran[1::2], strict=True):
        for result in (first, second):
            if result.ending is not Ending.DONE:
                found.append(f"{source!r}: {result.ending} {result.note}")
        if not TURNS.match(source) and _shown(first) != _shown(second):
            found.append(f"{source!r}: {_shown(first)[:300]!r}, then {_shown(second)[:300]!r}")
        if first.error != second.error and not TURNS.match(source):
            found.append(f"{source!r}: {first.error}, then {second.error}")
    return found


def test_without_programs(runner: Runner) -> None:
    ran = _twice(runner, Limits(total_seconds=300, wall_seconds=10))
    assert len(ran) > 150
    assert _complaints(ran) == []


def test_with_programs(runner: Runner, level: str) -> None:
    if level != "full":
        pytest.skip("concerns level full")
    ran = _twice(runner, Limits(total_seconds=300, wall_seconds=10, processes=4), only=PROGRAMS)
    assert len(ran) >= 2 * 5
    assert _complaints(ran) == []
    shown = {source.split()[0]: text_of(result) for source, result in ran}
    assert "hi" in shown["%%bash"]
    assert "hi" in shown["%%sh"]


def test_a_script_in_the_background_is_still_there_in_a_later_cell(
    runner: Runner, level: str
) -> None:
    if level != "full":
        pytest.skip("concerns level full")
    cells = ["%%bash --bg --out pipe\nsleep 0.2; echo late", "%%bash\necho hi", "1",
             "(await pipe.read()).decode()"]  # fmt: skip
    server = runner.server(Limits(wall_seconds=10, processes=4))
    results = server.run([Cell(cell, True) for cell in cells], {}).cells
    assert [result.error for result in results] == [None] * 4
    assert "late" in text_of(results[3])
