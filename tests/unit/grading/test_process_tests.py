"""Which tests ask for the process that they run in."""

from __future__ import annotations

import pytest

from autograder.grading.proving.process_tests import asks_of_process

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "source",
    [
        "import doctest\nassert doctest.testmod().failed == 0",
        "from doctest import testmod as run\nassert not run().failed",
        "import doctest as d\nd.run_docstring_examples(f, {})",
        "assert 'np' not in globals()",
        "assert 'x' not in vars()",
        "assert 'x' in dir()",
        "def t():\n    return 'x' in locals()\nassert not t()",
        "import sys\nassert 'statistics' not in sys.modules",
        "from sys import modules\nassert 'statistics' not in modules",
        "assert 'np' not in f.__globals__",
        "assert 'np' not in getattr(f, '__globals__')",
        "import matplotlib.pyplot as plt\nassert len(plt.get_fignums()) == 0",
        "with np.errstate(all='raise'):\n    f(0)",
        "np.seterr(all='raise')\nf(0)",
        "import warnings\nwith warnings.catch_warnings():\n    f()",
        "import unittest\nunittest.main(argv=[''], exit=False)",
        "from unittest.mock import patch\nwith patch('builtins.print') as p:\n    f()",
        "import unittest.mock as m\nm.patch('x')",
        "import gc\nassert not gc.garbage",
        "import inspect\nassert 'for' not in inspect.getsource(f)",
        "from inspect import getsource\nassert 'for' not in getsource(f)",
        "%%time\nassert 'np' not in globals()",
        "import __main__\nassert not hasattr(__main__, 'np')",
        "assert 'import' not in In[-1]",
        "if:",
    ],
)
def test_a_test_that_asks_for_its_process_is_seen(source: str) -> None:
    assert asks_of_process(source)


@pytest.mark.parametrize(
    "source",
    [
        "assert f(1) == 2",
        "import math\nassert math.isclose(f(1), 2)",
        "import numpy as np\nassert np.stack([f(1)]).shape == (1,)",
        "for x in range(3):\n    assert f(x) == x + 1, 'globals() are not asked for'",
        "score = 2.0\nscore",
    ],
)
def test_a_test_of_the_answers_asks_for_nothing(source: str) -> None:
    assert asks_of_process(source) == ()
