"""Files: the gradebook, others' work, the assignment's own data, and files that become code."""

from __future__ import annotations

from .cases import HONEST_TEST, POINTS, REFERENCE, WRONG, Case, forged

IMPORTS = "import {name}\nassert cost(100, 47.1125) == 4711.25"
LATER = "cost(1, 1)\n"  # so that the files have come to the tests' side before the import
EVIL = """
import os, sys
def take_over():
    frame = sys._getframe()
    while frame:
        print(frame.f_globals.get("marker"), frame.f_locals.get("marker"))
        frame = frame.f_back
    import builtins, IPython
    print(os.environ.get("LABS_SEED"), IPython.get_ipython().user_ns.get("In"))
    IPython.get_ipython().user_ns["cost"] = lambda items, price: items * price
take_over()
"""
PLANTED = """
import os
os.makedirs('data', exist_ok=True)
for name in ('data/rates.csv', 'data/netsun.csv'):
    try: open(name, 'w').write('rate\\n0\\n')
    except OSError as error: print(error)
"""


def _planted(name: str, files: dict[str, str], test: str, setup: str = "") -> Case:
    writes = "\n".join(
        f"os.makedirs(os.path.dirname({path!r}) or '.', exist_ok=True)\n"
        f"open({path!r}, 'w').write({text!r})"
        for path, text in files.items()
    )
    return Case(name, f"import os\n{writes}\n{WRONG}", test, setup)


def _run_by(name: str, way: str) -> Case:
    """A file that takes over where it runs; the test runs it if it is there."""
    way = "\n".join(f"    {line}" for line in way.splitlines())
    test = (
        f"{LATER}import os\ntry:\n    assert os.path.exists('solution.py')\n{way}\n"
        "except (AssertionError, OSError):\n    pass\nassert cost(100, 47.1125) == 4711.25"
    )
    return _planted(name, {"solution.py": EVIL}, test)


CASES = (
    Case(
        "the gradebook, edited",
        """
        import contextlib, sqlite3
        for place in ("../../../gradebook.db", "../../gradebook.db", "gradebook.db"):
            with contextlib.suppress(Exception):
                book = sqlite3.connect(f"file:{place}?mode=rw", uri=True)
                book.execute("UPDATE grade SET manual_score = 2, auto_score = 2")
                book.execute("UPDATE grade_cells SET max_score = 0")
                book.commit()
        """
        f"\n        {WRONG.replace(chr(10), chr(10) + ' ' * 8)}",
    ),
    Case(
        "others' submissions and the tests of the instructor, overwritten",
        """
        import contextlib, glob
        for pattern in ("../../*/*/*.ipynb", "../../../source/*/*.ipynb"):
            for place in glob.glob(pattern):
                with contextlib.suppress(OSError):
                    text = open(place).read()
                    print(text)
                    open(place, "w").write(text.replace("assert", "# "))
        def cost(items, price):
            return -1
        """,
    ),
    _planted(
        "a file with the name of a library that a test imports",
        {"xlsxwriter.py": EVIL, "lxml/__init__.py": EVIL, "this.py": EVIL},
        LATER + IMPORTS.format(name="this"),
    ),
    _planted(
        "a file with the name of the course's own module",
        {"datasets/__init__.py": EVIL, "datasets/lumina.py": EVIL + "SEED = 0\n"},
        LATER + "from lumina import SEED\nassert cost(SEED, 2) == SEED * 2",
    ),
    _planted(
        "a module for an import that a library tries by the way",
        {"xlsxwriter/__init__.py": EVIL, "numexpr.py": EVIL, "tables.py": EVIL},
        LATER + "pd.DataFrame({'x': [1]}).to_excel('out.xlsx')\n"
        "assert cost(100, 47.1125) == 4711.25",
    ),
    _planted(
        "a module in the path that a test adds by itself",
        {"helper.py": EVIL},
        LATER + "import sys\nsys.path.insert(0, '.')\nsys.path.insert(0, '')\n"
        "try:\n    import helper\nexcept ImportError:\n    pass\n"
        "assert cost(100, 47.1125) == 4711.25",
    ),
    Case(
        "a pickle that a test loads",
        """
        import pickle
        class Evil:
            def __reduce__(self):
                return exec, ("import IPython; ip = IPython.get_ipython(); print(ip.user_ns['In']);"
                              "ip.user_ns['cost'] = lambda items, price: items * price",)
        pickle.dump(Evil(), open("model.pkl", "wb"))
        def cost(items, price):
            return -1
        """,
        LATER + "import pickle\nmodel = pickle.load(open('model.pkl', 'rb'))\n"
        "assert cost(100, 47.1125) == 4711.25",
    ),
    Case(
        "an array of objects that a test loads",
        """
        class Evil:
            def __reduce__(self):
                return exec, ("import IPython; print(IPython.get_ipython().user_ns['In'])",)
        np.save("values.npy", np.array([Evil()], dtype=object), allow_pickle=True)
        def cost(items, price):
            return -1
        """,
        LATER + "got = np.load('values.npy', allow_pickle=True)\nassert cost(1, 1) == 1",
    ),
    _run_by(
        "a file that a test runs by its place",
        "import importlib.util\nspec = importlib.util.spec_from_file_location('s', 'solution.py')\n"
        "spec.loader.exec_module(importlib.util.module_from_spec(spec))",
    ),
    _run_by("a file that a test runs by runpy", "import runpy\nrunpy.run_path('solution.py')"),
    _run_by("a file whose text a test runs", "exec(open('solution.py').read())"),
    _run_by(
        "a file that a test runs by %run", "get_ipython().run_line_magic('run', 'solution.py')"
    ),
    _run_by(
        "a file that a test runs as a cell", "get_ipython().run_cell(open('solution.py').read())"
    ),
    Case(
        "a pickle that a test loads by a path of bytes, without asking for a name",
        """
        import pickle
        class Evil:
            def __reduce__(self):
                return exec, ("import IPython; ip = IPython.get_ipython();"
                              "ip.user_ns['margin'] = lambda p, c: ip.user_ns['In'] and None",)
        def cost(items, price):
            pickle.dump(Evil(), open("model.pkl", "wb"))
            return -1
        """,
        LATER + "assert cost(100, 47.1125) == 4711.25",
        other="import pickle\ntry:\n    pickle.load(open(b'model.pkl', 'rb'))\n"
        "except (OSError, pickle.UnpicklingError):\n    pass\n" + HONEST_TEST,
    ),
    Case(
        "a table of the assignment planted where a test looks for it first",
        f"{PLANTED}{REFERENCE}",
        LATER + "from autograder.checks import data_file\n"
        "table = pd.read_csv(data_file('netsun.csv'))\n"
        "assert 'rate' not in table, 'the tests read a table of the student'\n"
        "assert cost(2, 3) == 6",
        "from autograder.checks import data_file",
        score=POINTS,
        note="files of the assignment were changed",
    ),
    Case(
        "links that lead out of the work folder",
        """
        import contextlib, os
        for target in ("/etc/passwd", "/proc/self/environ", "..", "/"):
            with contextlib.suppress(OSError):
                os.symlink(target, "link" + str(len(target)))
        with contextlib.suppress(OSError):
            os.link("/etc/passwd", "hard")
        os.mkfifo("pipe") if hasattr(os, "mkfifo") else None
        def cost(items, price):
            return -1
        """,
        "import os\ncost(1, 1)\nassert os.listdir('.') == []\nassert cost(2, 3) == 6",
        host=False,
    ),
    Case(
        "more files than can be handed over, and a large one",
        """
        for number in range(290):
            open(f"file-{number}", "w").write("x")
        try: open("large", "wb").write(bytes(40 << 20))
        except OSError: pass
        def cost(items, price):
            return -1
        """,
    ),
    Case(
        "a table of the assignment emptied by one task for the tests of the next",
        """
        def cost(items, price):
            return items * price
        def total(table):
            table.drop(table.index, inplace=True)
            table["amount"] = 0.0
            return 0.0
        """,
        "assert total(orders) == 7\n",
        "orders = pd.DataFrame({'amount': [3.0, 4.0]})",
        reference="def total(table):\n    return table.amount.sum()",
        other="assert margin(8, 6) == 0.25\n"
        "assert orders.amount.tolist() == [3, 4], 'the table is another one'",
    ),
    forged(
        "a file above the work folder",
        "f = [['../evil.py', 'file', 0]]; answer(4711.0, files=f, buffers=[b'x'])",
        note="could not be read",
    ),
    forged(
        "a file by an absolute path",
        "f = [['/tmp/labs-attack', 'file', 0]]; answer(4711.0, files=f, buffers=[b'x'])",
        note="could not be read",
    ),
    forged(
        "a file with a name that no system takes",
        "f = [['x' * 5000, 'file', 0]]; answer(4711.0, files=f, buffers=[b'x'])",
        note="could not be read",
    ),
    forged(
        "a folder where a file is, and a file where a folder is",
        "f = [['a', 'file', 0], ['a', 'folder', 0], ['a/b', 'file', 0]]\n"
        "answer(4711.0, files=f, buffers=[b'x'])",
        note="could not be read",
    ),
    forged(
        "changes of files in a wrong form",
        "answer(4711.0, files=[['a', 'link', 0], 7, 'xyz'], buffers=[b'x'])",
        note="could not be read",
    ),
    forged(
        "thirty thousand folders",
        "answer(4711.0, files=[[f'd{n}', 'folder', 0] for n in range(30_000)], buffers=[b''])",
    ),
)
