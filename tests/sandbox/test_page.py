"""The page about the sandbox says what the tests try."""

from __future__ import annotations

import platform

import pytest

from . import table


@pytest.mark.skipif(platform.machine() != "x86_64", reason="two rows are about that processor")
def test_the_table_of_the_page_is_made_from_the_cases() -> None:
    remedy = "write it anew: python -m tests.sandbox.table"
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), remedy
