"""Names that the tests of the tiny lab share."""

from __future__ import annotations

from collections.abc import Callable

LAB = "shop-growth"
Edit = Callable[[str, str, str], None]
