"""How fast this machine is, so that a limit of processor time means the same on every one.

The same notebook takes twice as long on one machine as on another, and on a machine that shares
its memory's paths with others twice as long on one day as on the next. So it is compared with some
work of the same kind, done in the same process.
"""

from __future__ import annotations

YARDSTICK = """
import numpy as np
import pandas as pd

_table = pd.DataFrame({"shop": np.arange(3000) % 30, "sold": np.arange(3000.0)})
for _shop, _part in _table.groupby("shop"):
    _part.assign(double=2 * _part["sold"]).sort_values("double")["double"].describe()
del _table, _shop, _part
"""
USUAL_SECONDS = 0.05
"""The processor time of the yardstick on the machine for which limits are meant."""


def slowness(seconds: float) -> float:
    """How many times as long as usual the yardstick took; never below 1.

    A faster machine must not make a lab look heavier.
    """
    return max(1.0, seconds / USUAL_SECONDS)
