"""What notebooks of a data course do, and what they must show: the same as in a kernel.

The cells run in this order in one worker; `FILES` lie beside the notebook.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from .cases import Case, prints, raises

NO_PROGRAMS = "other programs cannot be started while a notebook is graded"


def write_files(folder: Path) -> dict[str, Path]:
    """The files that the cells read, by the name that they have there."""
    import openpyxl
    from PIL import Image

    (folder / "sales.csv").write_text("country,units\nDE,3\nFR,4\nDE,5\n", encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (("sku", "price"), ("A1", 9.5), ("B2", 20)):
        book.active.append(row)
    book.save(folder / "prices.xlsx")
    Image.new("RGB", (40, 30), (255, 0, 0)).save(folder / "lamp.png")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.txt", "packed")
    (folder / "packed.zip").write_bytes(packed.getvalue())
    (folder / "helper.py").write_text("def twice(x):\n    return 2 * x\n", encoding="utf-8")
    return {path.name: path for path in folder.iterdir()}


CASES = (
    Case("a table from CSV",
         "import pandas as pd\nsales = pd.read_csv('sales.csv')\n"
         "sales.groupby('country')['units'].sum().to_dict()", prints("{'DE': 8, 'FR': 4}")),
    Case("a table from Excel", "pd.read_excel('prices.xlsx')['price'].sum()", prints("29.5")),
    Case("a table to Excel and back",
         "sales.to_excel('out.xlsx', index=False); pd.read_excel('out.xlsx').equals(sales)",
         prints("True")),
    Case("dates in time zones",
         "str(pd.Timestamp('2026-11-27 20:00', tz='America/New_York').tz_convert('Asia/Shanghai'))",
         prints("2026-11-28 09:00:00+08:00")),
    Case("a picture",
         "from PIL import Image\npicture = Image.open('lamp.png').resize((4, 3))\n"
         "picture.save('small.png'); picture.getpixel((0, 0)), picture.size",
         prints("((255, 0, 0), (4, 3))")),
    Case("text in a picture",
         "from PIL import ImageDraw, ImageFont\nfont = ImageFont.load_default(size=20)\n"
         "ImageDraw.Draw(picture).text((0, 0), 'x', font=font); font.getlength('x') > 5",
         prints("True")),
    Case("a plot", "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);",
         prints("<Figure size 640x480 with 1 Axes>")),
    Case("a plot by pandas", "sales.plot.bar(x='country', y='units'); print('drawn')",
         prints("drawn")),
    Case("a plot to a file",
         "plt.savefig('plot.png'); Image.open('plot.png').size", prints("(640, 480)")),
    Case("a linear model",
         "import numpy as np\nfrom sklearn.linear_model import LinearRegression\n"
         "x = np.arange(20.0).reshape(-1, 1); y = 2 * x[:, 0] + 1\n"
         "round(float(LinearRegression().fit(x, y).coef_[0]), 6)", prints("2.0")),
    Case("a forest on all cores",
         "from sklearn.ensemble import RandomForestRegressor as Forest\n"
         "all_cores = Forest(20, n_jobs=-1, random_state=0).fit(x, y).predict(x)\n"
         "two = Forest(20, n_jobs=2, random_state=0).fit(x, y).predict(x)\n"
         "bool((all_cores == two).all())", prints("True")),
    Case("a search over a grid",
         "from sklearn.model_selection import GridSearchCV\n"
         "from sklearn.tree import DecisionTreeRegressor as Tree\n"
         "GridSearchCV(Tree(), {'max_depth': [1, 5]}, n_jobs=2, cv=3).fit(x, y).best_params_",
         prints("{'max_depth': 5}")),
    Case("clusters",
         "from sklearn.cluster import KMeans\n"
         "len(set(KMeans(2, random_state=0, n_init=3).fit(x).labels_))", prints("2")),
    Case("gradient boosting by histograms",
         "from sklearn.ensemble import HistGradientBoostingRegressor as Boost\n"
         "Boost(max_iter=5).fit(x, y).predict(x).shape", prints("(20,)")),
    Case("neighbours", "from sklearn.neighbors import KNeighborsRegressor\n"
         "float(KNeighborsRegressor(1).fit(x, y).predict([[3.1]])[0])", prints("7.0")),
    Case("a statistic", "from scipy import stats\nround(float(stats.norm.cdf(1.96)), 3)",
         prints("0.975")),
    Case("an optimum", "from scipy.optimize import minimize_scalar\n"
         "round(float(minimize_scalar(lambda p: (p - 3) ** 2).x), 4)", prints("3.0")),
    Case("a product of matrices", "float((np.ones((500, 500)) @ np.ones((500, 500)))[0, 0])",
         prints("500.0")),
    Case("threads",
         "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(4)\n"
         "sum(pool.map(abs, range(-5, 0)))", prints("15")),
    Case("the same threads in a later cell", "sum(pool.map(abs, range(-6, 0)))", prints("21")),
    Case("joblib", "from joblib import Parallel, delayed\n"
         "Parallel(n_jobs=2)(delayed(abs)(n) for n in (-1, -2))", prints("[1, 2]")),
    Case("await", "import asyncio\nawait asyncio.sleep(0.01)\n"
         "await asyncio.gather(asyncio.to_thread(abs, -7), asyncio.sleep(0, 8))",
         prints("[7, 8]")),
    Case("await in a thread once more", "await asyncio.to_thread(abs, -9)", prints("9")),
    Case("%timeit", "%timeit -n 2 -r 2 sum(range(10))", prints("2 loops each")),
    Case("%%time and %%capture", "%%capture shown\nprint('inside')", prints("")),
    Case("what was captured", "print(shown.stdout.upper())", prints("INSIDE")),
    Case("%%writefile and %run", "%%writefile written.py\nanswer = 6 * 7", prints("Writing")),
    Case("the file that was written", "%run written.py\nanswer", prints("42")),
    Case("a module beside the notebook", "import helper; helper.twice(21)", prints("42")),
    Case("a database in a file",
         "import sqlite3\nwith sqlite3.connect('stock.db') as db:\n"
         "    sales.to_sql('sales', db, index=False)\n"
         "    total = db.execute('select sum(units) from sales').fetchone()[0]\ntotal",
         prints("12")),
    Case("archives and copies",
         "import shutil, zipfile\nzipfile.ZipFile('packed.zip').extractall('unpacked')\n"
         "shutil.copy2('unpacked/inner.txt', 'copy.txt'); shutil.copytree('unpacked', 'again')\n"
         "shutil.make_archive('made', 'zip', 'again'); open('copy.txt').read()",
         prints("packed")),
    Case("temporary files",
         "import tempfile\nwith tempfile.TemporaryDirectory() as folder:\n"
         "    open(folder + '/x', 'w').write('gone')\nwith tempfile.NamedTemporaryFile() as f:\n"
         "    f.write(b'abc')\nimport os; os.path.exists(folder)", prints("False")),
    Case("files listed and removed",
         "from pathlib import Path\nPath('a').mkdir(); Path('a/b.txt').write_text('x')\n"
         "shutil.rmtree('a'); sorted(p.name for p in Path('.').glob('*.csv'))",
         prints("['sales.csv']")),
    Case("a warning", "import warnings\nwarnings.warn('mind the gap')",
         prints("UserWarning: mind the gap")),
    Case("logging", "import logging\nlogging.warning('low stock')", prints("low stock")),
    Case("a table shown", "display(sales.head(1)); sales.tail(1)", prints("country")),
    Case("formatted text", "from IPython.display import HTML, Markdown\n"
         "display(HTML('<b>x</b>')); Markdown('*y*')",
         prints("<IPython.core.display.HTML object>")),
    Case("JSON and regular expressions",
         "import json, re\njson.loads('{\"a\": [1, 2]}')['a'] + re.findall('[0-9]', 'a3')",
         prints("[1, 2, '3']")),
    Case("exact decimals", "from decimal import Decimal\nDecimal('0.10') * 3", prints("0.30")),
    Case("the environment", "import platform, getpass\n"
         "platform.platform() != '' and getpass.getuser(), os.cpu_count() > 0",
         prints("('student', True)")),
    Case("what the home is", "os.path.expanduser('~') == os.getcwd()", prints("True")),
    Case("input() is told that nobody answers", "input('Your name? ')",
         raises("StdinNotImplementedError", "input()")),
    Case("standard input is empty", "import sys\nsys.stdin.read(), os.read(0, 10)",
         prints("('', b'')")),
    Case("a program is refused in words", "import subprocess\nsubprocess.run(['ls'])",
         raises("PermissionError", NO_PROGRAMS)),
    Case("os.system is refused in words", "os.system('ls')",
         raises("PermissionError", NO_PROGRAMS)),
    Case("!command is refused in words", "!ls", raises("PermissionError", NO_PROGRAMS)),
    Case("!command for a value is refused in words", "names = !ls",
         raises("PermissionError", NO_PROGRAMS)),
    Case("%%bash is refused in words", "%%bash\nls", raises("PermissionError", NO_PROGRAMS)),
    Case("%pip is refused in words", "%pip install numpy", raises("PermissionError", NO_PROGRAMS)),
    Case("a pool of processes is refused in words",
         "import multiprocessing\nmultiprocessing.get_context('fork').Pool(2)",
         raises("PermissionError", NO_PROGRAMS)),
    Case("os.fork is refused in words", "os.fork()", raises("PermissionError", NO_PROGRAMS)),
)  # fmt: skip

# At level full with processes allowed in grading.toml.
WITH_PROCESSES = (
    Case("a program", "import subprocess\nsubprocess.run(['echo', 'hello'], "
         "capture_output=True, text=True).stdout", prints("hello")),
    Case("!command", "!echo from the shell", prints("from the shell")),
    Case("%%bash", "%%bash\necho from bash", prints("from bash")),
    Case("os.system", "import os\nos.system('exit 3') >> 8", prints("3")),
    Case("a pool of processes",
         "import multiprocessing\nwith multiprocessing.get_context('fork').Pool(2) as pool:\n"
         "    squares = pool.map(abs, [-1, -2, -3])\nsquares", prints("[1, 2, 3]")),
    Case("joblib with processes",
         "from joblib import Parallel, delayed\n"
         "Parallel(2, backend='multiprocessing')(delayed(abs)(n) for n in (-1, -2))",
         prints("[1, 2]")),
)  # fmt: skip
