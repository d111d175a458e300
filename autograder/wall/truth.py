"""What `assert a == b` means for arrays that are neither true nor false.

The truth of an array of pandas is its length, so `assert pd.array([0]) == 7.5` passes; that of an
array with masked values is the value beneath the mask. Both raise here, as an array of numpy with
several items does. The truth of one item of numpy stays: it is the answer of that comparison.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy import ma


def _no_truth(array: Any) -> bool:
    raise ValueError(f"the truth value of a {type(array).__name__} is ambiguous: use its all()")


def _truth_unless_masked(array: Any) -> bool:
    if ma.is_masked(array):
        raise ValueError("the truth value of an array with masked values is ambiguous")
    return bool(np.asarray(array.data))


def no_truth_of_many() -> None:
    """Have the truth of such arrays raise `ValueError` in this process from now on."""
    pd.api.extensions.ExtensionArray.__bool__ = _no_truth  # type: ignore[attr-defined]
    ma.MaskedArray.__bool__ = _truth_unless_masked  # type: ignore[method-assign]
