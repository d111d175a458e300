"""Honest answers in odd forms: they must get their full marks."""

from __future__ import annotations

from .cases import POINTS, Case


def _honest(name: str, answer: str, test: str, setup: str = "") -> Case:
    return Case(name, answer, test, setup, reference=answer, score=POINTS)


CASES = (
    _honest(
        "a plain function",
        "def cost(items, price):\n    return items * price",
        "assert cost(2, 3) == 6\nassert type(cost(2, 3.0)) is float",
    ),
    _honest(
        "a generator",
        "def squares(n):\n    for i in range(n):\n        yield i * i",
        "assert list(squares(4)) == [0, 1, 4, 9]\nassert sum(squares(3)) == 5\n"
        "first = squares(9)\nassert next(first) == 0 and next(first) == 1",
    ),
    _honest(
        "a generator that ends where the test expects it",
        "def one():\n    yield 1",
        "got = one()\nassert next(got) == 1\ntry:\n    next(got)\n"
        "except StopIteration:\n    pass\nelse:\n    raise AssertionError('it goes on')",
    ),
    _honest(
        "a class with state",
        "class Basket:\n    def __init__(self, owner):\n"
        "        self.owner, self.lines = owner, []\n"
        "    def add(self, name, price=1.0):\n        self.lines.append((name, price))\n"
        "    @property\n    def total(self):\n        return sum(p for _, p in self.lines)\n"
        "    def __len__(self):\n        return len(self.lines)\n"
        "    def __getitem__(self, n):\n        return self.lines[n]\n"
        "    def __iter__(self):\n        return iter(self.lines)\n"
        "    def __repr__(self):\n        return f'Basket({self.owner})'",
        "b = Basket('ana')\nb.add('tea', price=2.5)\nb.add('mug')\nassert b.total == 3.5\n"
        "assert len(b) == 2 and b[0] == ('tea', 2.5) and ('mug', 1.0) in b\n"
        "assert repr(b) == 'Basket(ana)' and isinstance(b, Basket) and b.owner == 'ana'\n"
        "b.owner = 'bo'\nassert b.owner == 'bo'\nassert [name for name, _ in b] == ['tea', 'mug']",
    ),
    _honest(
        "a model of scikit-learn",
        "from sklearn.linear_model import LinearRegression\nmodel = LinearRegression()\n"
        "model.fit(np.arange(5).reshape(-1, 1), 2 * np.arange(5) + 1)",
        "from sklearn.linear_model import LinearRegression\n"
        "from sklearn.metrics import r2_score\nfrom sklearn.base import clone\n"
        "assert isinstance(model, LinearRegression)\n"
        "assert math.isclose(model.coef_[0], 2) and math.isclose(model.intercept_, 1)\n"
        "assert r2_score([21, 23], model.predict([[10], [11]])) > 0.99\n"
        "assert clone(model).get_params() == model.get_params()",
    ),
    _honest(
        "a workbook",
        "import openpyxl\ndef report(rows):\n    book = openpyxl.Workbook()\n"
        "    for row in rows:\n        book.active.append(row)\n    return book",
        "book = report([['a', 1], ['b', 2]])\nassert book.active['B2'].value == 2\n"
        "assert [c.value for c in book.active['A']] == ['a', 'b']",
    ),
    _honest(
        "a data class and a named tuple",
        "from collections import namedtuple\nfrom dataclasses import dataclass\n"
        "Point = namedtuple('Point', 'x y')\n@dataclass\nclass Line:\n    a: Point\n    b: Point\n"
        "def line():\n    return Line(Point(0, 1), Point(2, 3))",
        "got = line()\nassert got.a.x == 0 and got.b == (2, 3)\n"
        "assert got.b._asdict() == {'x': 2, 'y': 3}",
    ),
    _honest(
        "the instructor's data class, returned and given",
        "def double(order):\n    return Order(order.items * 2, order.price)",
        "assert double(Order(2, 1.5)) == Order(4, 1.5)\n"
        "assert isinstance(double(Order(1, 1)), Order)",
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Order:\n"
        "    items: int\n    price: float",
    ),
    _honest(
        "the instructor's exception, raised by the student's code",
        "def refuse(n):\n    raise NoStock('sold out', n)",
        "try:\n    refuse(3)\nexcept NoStock as error:\n    assert error.args == ('sold out', 3)\n"
        "else:\n    raise AssertionError('nothing was raised')",
        "class NoStock(ValueError):\n    pass",
    ),
    _honest(
        "built-in exceptions with their messages",
        "def check_price(p):\n    if p < 0:\n        raise ValueError(f'{p} is negative')\n"
        "    return {'x': 1}['y']",
        "import re\ntry:\n    check_price(-1)\nexcept ValueError as e:\n"
        "    assert str(e) == '-1 is negative'\ntry:\n    check_price(1)\n"
        "except KeyError as e:\n    assert e.args == ('y',)",
    ),
    _honest(
        "files that a function writes and reads",
        "import os\ndef save(path, rows):\n    os.makedirs('out', exist_ok=True)\n"
        "    pd.DataFrame(rows).to_csv(path, index=False)\n    return path\n"
        "def load(path):\n    return open(path).read()",
        "path = save('out/t.csv', {'x': [1, 2]})\nassert pd.read_csv(path).x.tolist() == [1, 2]\n"
        "open('in.txt', 'w').write('hello')\nassert load('in.txt') == 'hello'",
    ),
    _honest(
        "warnings and prints",
        "import warnings\ndef noisy(x):\n    print('working on', x)\n"
        "    warnings.warn('old', DeprecationWarning)\n    return x",
        "import contextlib, io, warnings\nout = io.StringIO()\n"
        "with contextlib.redirect_stdout(out), warnings.catch_warnings(record=True) as heard:\n"
        "    warnings.simplefilter('always')\n    assert noisy(3) == 3\n"
        "assert out.getvalue() == 'working on 3\\n'\n"
        "assert heard[0].category is DeprecationWarning",
    ),
    _honest(
        "a function of the test's, called back",
        "def minimum(f, low, high):\n    return min(range(low, high), key=f)\n"
        "def compose(f, g):\n    return lambda x: f(g(x))",
        "seen = []\ndef f(x):\n    seen.append(x)\n    return (x - 3) ** 2\n"
        "assert minimum(f, 0, 9) == 3 and seen == list(range(9))\n"
        "assert compose(math.sqrt, abs)(-16) == 4\nassert compose(f, f)(2) == 4",
    ),
    _honest(
        "a generator of random numbers that goes on",
        "def draw(rng, n):\n    return rng.normal(size=n)",
        "rng, same = np.random.default_rng(3), np.random.default_rng(3)\n"
        "assert (draw(rng, 4) == same.normal(size=4)).all()\nassert rng.normal() == same.normal()",
    ),
    _honest(
        "arguments changed in place",
        "def clean(rows, table, seen):\n    rows.sort()\n    table['y'] = table.x * 2\n"
        "    seen.add(len(rows))\n    rows.append(0)\n    return rows",
        "rows, table, seen = [3, 1], pd.DataFrame({'x': [1, 2]}), set()\n"
        "assert clean(rows, table, seen) is rows\nassert rows == [1, 3, 0]\n"
        "assert table.y.tolist() == [2, 4] and seen == {2}",
    ),
    _honest(
        "subclasses of plain types arrive as what they are",
        "import enum\nclass Size(enum.IntEnum):\n    BIG = 3\nclass Name(str):\n    pass\n"
        "def odd():\n"
        "    return [Size.BIG, Name('x'), np.float64(2.5), np.int64(4), np.bool_(True)]",
        "got = odd()\nassert got == [3, 'x', 2.5, 4, True]\nassert type(got[2]) is np.float64",
    ),
    _honest(
        "a column of lists and of objects",
        "def tags():\n    lists, objects = [['a', 'b'], ['c', 'd']], [None, {'k': 1}]\n"
        "    return pd.DataFrame({'t': lists, 'o': objects})",
        "got = tags()\nassert got.t[1] == ['c', 'd'] and got.o[1] == {'k': 1}\n"
        "assert got.explode('t').t.tolist() == ['a', 'b', 'c', 'd']",
    ),
    _honest(
        "a function that a test takes away from another, and gives back",
        "def square(n):\n    return n * n\ndef squares(n):\n"
        "    return [square(i) for i in range(n)]",
        "kept = square\ndel square\ntry:\n    squares(3)\nexcept NameError as e:\n"
        "    assert e.name == 'square'\nelse:\n    raise AssertionError('square is not used')\n"
        "finally:\n    square = kept\nassert squares(3) == [0, 1, 4] and square(4) == 16",
    ),
    _honest(
        "a function that a test replaces by its own",
        "def rate(day):\n    return 1.5\ndef cost(n, day):\n    return n * rate(day)",
        "kept, asked = rate, []\ndef rate(day):\n    asked.append(day)\n    return 10\n"
        "assert cost(3, 'Monday') == 30 and asked == ['Monday']\nrate = kept\n"
        "assert cost(3, 'Monday') == 4.5",
    ),
    _honest(
        "objects that are compared, ordered, counted and tested for truth",
        "import functools\n@functools.total_ordering\nclass Money:\n"
        "    def __init__(self, n):\n        self.n, self.owner = n, None\n"
        "    def __eq__(self, other):\n        return self.n == other.n\n"
        "    def __lt__(self, other):\n        return self.n < other.n\n"
        "    def __hash__(self):\n        return hash(self.n)\n"
        "    def __bool__(self):\n        return self.n != 0\n    def twice(self):\n"
        "        return Money(self.n * 2)\na = Money(1)\na.owner = b = Money(7)",
        "assert Money(1) == Money(1) and Money(1) != Money(2) and Money(1) < Money(2)\n"
        "assert Money(3) and not Money(0) and len({Money(1), Money(1), Money(2)}) == 2\n"
        "assert sorted([Money(2), Money(1)])[0].n == 1 and Money(2).twice() == Money(4)\n"
        "assert a.owner == b and a.owner is b and a.twice == a.twice and a is not None\n"
        "assert {'n', 'owner', 'twice'} <= set(dir(a)) and 'twice' in dir(Money)",
    ),
    _honest(
        "a figure",
        "import matplotlib.pyplot as plt\ndef plot(values):\n    fig, ax = plt.subplots()\n"
        "    ax.plot(values, label='v')\n    ax.set_title('Sales')\n    return ax",
        "ax = plot([1, 2, 4])\nassert ax.get_title() == 'Sales'\n"
        "assert list(ax.get_lines()[0].get_ydata()) == [1, 2, 4]",
    ),
    _honest(
        "a picture",
        "from PIL import Image\ndef red(w, h):\n    return Image.new('RGB', (w, h), 'red')",
        "got = red(4, 2)\nassert got.size == (4, 2) and got.getpixel((1, 1)) == (255, 0, 0)",
    ),
    _honest(
        "a decorator and a closure",
        "import functools\ndef twice(f):\n    @functools.wraps(f)\n    def inner(*a):\n"
        "        return f(f(*a))\n    return inner\n@twice\ndef plus(x):\n    return x + 2\n"
        "def counter():\n    n = 0\n    def count():\n        nonlocal n\n        n += 1\n"
        "        return n\n    return count",
        "assert plus(1) == 5 and plus.__name__ == 'plus'\n"
        "c = counter()\nassert [c(), c()] == [1, 2]",
    ),
    _honest(
        "partial credit",
        "def cost(items, price):\n    return items * price",
        "points = 0\npoints += cost(2, 3) == 6\npoints += cost(0, 3) == 0\nfloat(points)",
    ),
)
