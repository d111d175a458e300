"""No file that the student's code may have written becomes code or objects in a test's process.

Each way is tried in a process of its own: an audit hook stays for good.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

# `solution` is the student's, `helper` came with the assignment; what they run says so.
PREPARE = """
import importlib.util, os, pickle, py_compile, shutil, sys, zipfile
sys.path = [place for place in sys.path if place]
os.chdir(sys.argv[1])
for name in ("solution", "helper"):
    with open(f"{name}.py", "w") as file:
        file.write("print('it ran')\\nvalue = 1\\n")
    py_compile.compile(f"{name}.py", f"{name}.pyc")
    with zipfile.ZipFile(f"{name}.zip", "w") as archive:
        archive.write(f"{name}.py")
    with open(f"{name}.pkl", "wb") as file:
        pickle.dump(print, file)
library = importlib.util.find_spec("_json").origin
shutil.copy(library, "_json.so")
os.mkdir("sub")
shutil.copy("solution.pkl", "sub/inner.pkl")
own = {"home", "home/helper.py", "home/helper.pyc", "home/helper.zip", "home/helper.pkl"}
from autograder.wall.untrusted import Untrusted
watch = Untrusted(os.path.dirname(os.getcwd()), own.__contains__)
watch.install()
def cell(source):
    "Run a text as IPython runs a cell: its code is a test's own."
    exec(compile(source, "<ipython-input-1>", "exec"), {"__name__": "__main__"})
"""
SPEC = (
    "import importlib.util as u\ns = u.spec_from_file_location('m', {file!r})\n"
    "m = u.module_from_spec(s)\ns.loader.exec_module(m)"
)
RUNS = {
    "spec_from_file_location": SPEC.format(file="{}.py"),
    "the same of a compiled file": SPEC.format(file="{}.pyc"),
    "SourceFileLoader": (
        "from importlib.machinery import SourceFileLoader\n"
        "SourceFileLoader('m', '{}.py').load_module()"),
    "a loader without a source": (
        "from importlib.machinery import SourcelessFileLoader\n"
        "SourcelessFileLoader('m', '{}.pyc').load_module()"),
    "runpy": "import runpy\nrunpy.run_path('{}.py')",
    "runpy of a compiled file": "import runpy\nrunpy.run_path('{}.pyc')",
    "a zip": "import zipimport\nzipimport.zipimporter('{0}.zip').load_module('{0}')",
}  # fmt: skip
TEXTS = {
    "exec of a text": "exec(open('{}.py').read())",
    "exec of bytes by a bytes path": "exec(open(b'{}.py', 'rb').read())",
    "exec of a text by a path": "import pathlib\nexec(pathlib.Path('{}.py').read_text())",
    "exec of a text by a descriptor": (
        "import os\nexec(os.fdopen(os.open('{}.py', os.O_RDONLY)).read())"),
    "exec of a compiled text": "exec(compile(open('{}.py').read(), 'x', 'exec'))",
    "exec of a syntax tree": (
        "import ast\nexec(compile(ast.parse(open('{}.py').read()), 'x', 'exec'))"),
    "exec line by line": "for line in open('{}.py'):\n    exec(line)",
    "eval": "eval(open('{}.py').read().splitlines()[0])",
    "code of a compiled file": (
        "import marshal\nexec(marshal.loads(open('{}.pyc', 'rb').read()[16:]))"),
    "a function made of code": (
        "import marshal, types\n"
        "types.FunctionType(marshal.loads(open('{}.pyc', 'rb').read()[16:]), globals())()"),
    "code.InteractiveInterpreter": (
        "import code\ncode.InteractiveInterpreter().runcode("
        "code.compile_command(open('{}.py').read().splitlines()[0]))"),
    "timeit": "import timeit\ntimeit.timeit(open('{}.py').read(), number=1)",
    "a copy of the file": (
        "import shutil\nshutil.copy('{}.py', 'copy.py')\nexec(open('copy.py').read())"),
}  # fmt: skip
LIBRARIES = {
    "an extension module": (
        "from importlib.machinery import ExtensionFileLoader\n"
        "from importlib.util import spec_from_file_location, module_from_spec\n"
        "module_from_spec(spec_from_file_location('_json', '_json.so'))"),
    "a library of C": "import ctypes\nctypes.CDLL('./_json.so')",
    "a library of C by its whole path": (
        "import ctypes, os\nctypes.CDLL(os.path.abspath('_json.so'))"),
}  # fmt: skip
PICKLES = {
    "a path": "import pickle\npickle.load(open('{}.pkl', 'rb'))",
    "a bytes path": "import pickle\npickle.load(open(b'{}.pkl', 'rb'))",
    "a path object": "import pathlib, pickle\npickle.loads(pathlib.Path('{}.pkl').read_bytes())",
    "os.open": "import os, pickle\npickle.load(os.fdopen(os.open(b'{}.pkl', os.O_RDONLY), 'rb'))",
    "a descriptor": (
        "import os, pickle\nfd = os.open('{}.pkl', os.O_RDONLY)\npickle.load(open(fd, 'rb'))"),
    "io.FileIO": "import io, pickle\npickle.load(io.FileIO('{}.pkl'))",
    "a memory map": (
        "import mmap, pickle\nf = open('{}.pkl', 'rb')\n"
        "pickle.loads(mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ))"),
    "numpy": "import numpy\nnumpy.load('{}.pkl', allow_pickle=True)",
    "pandas": "import pandas\npandas.read_pickle('{}.pkl')",
    "joblib": "import joblib\njoblib.load('{}.pkl')",
}  # fmt: skip


def run(folder: Path, source: str, first: str = "") -> str:
    """What came of a test's code: that it ran, or the last line of its traceback."""
    (folder / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", f"{PREPARE}{first}\ncell({source!r})", str(folder / "home")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.stderr.strip().splitlines()[-1] if done.returncode else "ran"


@pytest.mark.parametrize("way", RUNS | TEXTS)
def test_a_file_of_the_students_does_not_run(way: str, tmp_path: Path) -> None:
    got = run(tmp_path, (RUNS | TEXTS)[way].replace("{0}", "{}").replace("{}", "solution"))
    assert "Error" in got
    assert "does not run in a test" in got or "can't open Zip file" in got


@pytest.mark.parametrize("way", [way for way in RUNS | TEXTS if way != "a copy of the file"])
def test_a_file_of_the_assignment_runs(way: str, tmp_path: Path) -> None:
    assert run(tmp_path, (RUNS | TEXTS)[way].replace("{0}", "{}").replace("{}", "helper")) == "ran"


@pytest.mark.parametrize("way", LIBRARIES)
def test_a_library_that_the_student_wrote_is_not_loaded(way: str, tmp_path: Path) -> None:
    assert "does not run in a test" in run(tmp_path, LIBRARIES[way])


def test_libraries_and_modules_of_python_load_as_ever(tmp_path: Path) -> None:
    read = "open('solution.py').read()\n"
    use = "import ctypes, decimal, collections, dataclasses, ast\nctypes.CDLL(None)\n"
    make = "collections.namedtuple('P', 'x')(1)\ndataclasses.make_dataclass('Q', ['x'])(1)\n"
    assert run(tmp_path, read + use + make + "ast.literal_eval('[1]')") == "ran"


@pytest.mark.parametrize("way", PICKLES)
def test_a_pickle_of_the_students_is_refused(way: str, tmp_path: Path) -> None:
    assert "UnpicklingError" in run(tmp_path, PICKLES[way].replace("{}", "solution"))


@pytest.mark.parametrize("way", PICKLES)
def test_a_pickle_of_the_assignments_is_read(way: str, tmp_path: Path) -> None:
    assert run(tmp_path, PICKLES[way].replace("{}", "helper")) == "ran"


def test_a_pickle_in_a_folder_that_is_opened_by_number_is_refused(tmp_path: Path) -> None:
    source = (
        "import os, pickle\nfolder = os.open('sub', os.O_RDONLY)\n"
        "fd = os.open('inner.pkl', os.O_RDONLY, dir_fd=folder)\npickle.load(os.fdopen(fd, 'rb'))"
    )
    assert "cannot unpickle" in run(tmp_path, source)


def test_data_bases_and_archives_of_the_students_count(tmp_path: Path) -> None:
    shelf = "import shelve\nwith shelve.open('made') as s:\n    s['x'] = print\n    s['x']"
    archive = "import pickle, zipfile\nzipfile.ZipFile('solution.zip').read('solution.py')\n"
    data_base = "import pickle, sqlite3\nsqlite3.connect('made.db')\n"
    load = "pickle.loads(pickle.dumps(print))"
    for number, source in enumerate((shelf, archive + load, data_base + load)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert "cannot unpickle" in run(folder, source)


def test_in_a_test_nothing_at_all_is_unpickled(tmp_path: Path) -> None:
    source = "import pickle\npickle.loads(pickle.dumps(print))"
    (tmp_path / "again").mkdir()
    assert run(tmp_path, source) == "ran"
    assert "cannot unpickle" in run(tmp_path / "again", source, "watch.in_test = True")
