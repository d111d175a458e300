"""The public door is what its page says."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from autograder import api
from autograder.errors import LabsError

pytestmark = pytest.mark.unit

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "python.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)\((.*?)\)` \|", PAGE, re.MULTILINE))


def test_every_function_has_a_row_and_every_row_a_function() -> None:
    functions = {name for name in api.__all__ if inspect.isfunction(getattr(api, name))}
    assert set(ROWS) == functions


@pytest.mark.parametrize("name", ROWS)
def test_the_arguments_of_a_row_are_those_of_the_function(name: str) -> None:
    known = inspect.signature(getattr(api, name)).parameters
    for argument in ROWS[name].split(", "):
        word = argument.removesuffix("=...")
        assert word in known
        assert (known[word].kind is inspect.Parameter.KEYWORD_ONLY) == argument.endswith("=...")


@pytest.mark.parametrize("name", ROWS)
def test_a_docstring_says_what_is_raised(name: str) -> None:
    assert "LabsError" in (inspect.getdoc(getattr(api, name)) or "")


def test_the_example_imports_what_there_is() -> None:
    example = PAGE.partition("```python\n")[2].partition("run = ")[0]
    exec(example, {})


def test_a_folder_that_is_no_course_is_one_line_and_starts_no_engine(tmp_path: Path) -> None:
    with pytest.raises(LabsError, match="is not an nbgrader course"):
        api.grade_course(tmp_path, ["ps1"])


def test_notebooks_that_are_out_of_date_are_named_and_not_written(tmp_path: Path) -> None:
    clone = Path(__file__).resolve().parents[2]
    (built,) = api.build_labs(["foundations-market"], clone, check=True)
    assert (built.lab, built.changed, built.problem) == ("foundations-market", (), None)
