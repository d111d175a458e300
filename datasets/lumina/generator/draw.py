"""Random numbers that are the same on every machine and with every version of NumPy.

NumPy promises the stream of a bit generator and of `SeedSequence`, not that of the methods of
`Generator` (NEP 19). So everything here is made from `Generator.random`, and every value that
has passed through a logarithm or an exponential is rounded before it is used: processors and
C libraries differ in the last bit of those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
T = TypeVar("T")

PLACES = 9
"""Decimal places kept of a value that has passed through a logarithm or an exponential."""


class Draw:
    """A stream of random numbers for one table.

    Each table has a stream of its own, so that a new table or a longer one changes no other.

    Parameters: `seed` is the company's seed (zero or more), `name` names the stream.
    """

    def __init__(self, seed: int, name: str) -> None:
        label = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
        bits = np.random.PCG64(np.random.SeedSequence([seed, label]))
        self._random = np.random.Generator(bits).random

    def uniform(self, low: float, high: float, size: int) -> Floats:
        """Return `size` numbers between `low` and `high`."""
        return low + (high - low) * self._random(size)

    def integers(self, low: int, high: int, size: int) -> Ints:
        """Return `size` whole numbers from `low` to `high`, both included."""
        return low + np.floor(self._random(size) * (high - low + 1)).astype(np.int64)

    def normal(self, mean: float, sd: float, size: int) -> Floats:
        """Return `size` normal numbers, by the inverse of the distribution function."""
        inverse = NormalDist().inv_cdf
        chances = np.clip(self._random(size), 1e-12, 1 - 1e-12)
        return mean + sd * np.round([inverse(chance) for chance in chances], PLACES)

    def happens(self, chance: float | Floats, size: int) -> npt.NDArray[np.bool_]:
        """Return `size` yes-or-no values; `chance` is one number or an array of `size`."""
        return self._random(size) < chance

    def pick(self, options: Sequence[T], size: int) -> list[T]:
        """Return `size` of the options, each equally likely, with repetition."""
        return [options[number] for number in self.integers(0, len(options) - 1, size)]

    def order(self, size: int) -> Ints:
        """Return the numbers from 0 to `size - 1` in a random order."""
        return np.argsort(self._random(size), kind="stable").astype(np.int64)

    def poisson(self, mean: Floats) -> Ints:
        """Return one Poisson count for each mean (means up to about 500), by inversion."""
        mean = np.round(mean, PLACES)
        chance = self._random(len(mean))
        term = np.exp(-mean)
        below = term.copy()
        count = np.zeros(len(mean), dtype=np.int64)
        waiting = chance >= below
        while waiting.any():
            count[waiting] += 1
            term[waiting] *= mean[waiting] / count[waiting]
            below[waiting] += term[waiting]
            # Far in the tail a term is lost in rounding; the count stands where it is.
            waiting &= (chance >= below) & ((term > 1e-18) | (count < mean))
        return count
