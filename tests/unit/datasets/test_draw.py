"""The random numbers of the generator: the same everywhere, and of the right distribution."""

import numpy as np
import pytest
from lumina.generator.draw import Draw

pytestmark = pytest.mark.unit


def test_a_stream_is_fixed_for_ever() -> None:
    """A change here changes every table: the numbers were written down once."""
    draw = Draw(7, "example")
    assert draw.uniform(0, 1, 3).tolist() == pytest.approx(
        [0.5207346748009525, 0.9796210333974027, 0.30066632614475375], abs=1e-15
    )
    assert draw.integers(1, 6, 8).tolist() == [2, 1, 2, 4, 1, 4, 5, 1]
    assert draw.order(6).tolist() == [2, 1, 4, 5, 0, 3]


def test_streams_with_other_names_or_seeds_differ() -> None:
    first = Draw(7, "example").uniform(0, 1, 50)
    assert not np.allclose(first, Draw(7, "other").uniform(0, 1, 50))
    assert not np.allclose(first, Draw(8, "example").uniform(0, 1, 50))


def test_normal_numbers_have_mean_and_spread() -> None:
    values = Draw(1, "normal").normal(10, 2, 20_000)
    assert values.mean() == pytest.approx(10, abs=0.06)
    assert values.std() == pytest.approx(2, abs=0.04)


@pytest.mark.parametrize("mean", [0.3, 4.0, 90.0, 450.0])
def test_poisson_counts_have_mean_and_variance(mean: float) -> None:
    counts = Draw(2, "poisson").poisson(np.full(8_000, mean))
    error = (mean / 8_000) ** 0.5
    assert counts.mean() == pytest.approx(mean, abs=4 * error)
    assert counts.var() == pytest.approx(mean, rel=0.08)


def test_whole_numbers_reach_both_ends() -> None:
    values = Draw(3, "whole").integers(2, 5, 1_000)
    assert set(values.tolist()) == {2, 3, 4, 5}


def test_choices_and_chances() -> None:
    draw = Draw(4, "choice")
    assert set(draw.pick(["a", "b", "c"], 200)) == {"a", "b", "c"}
    assert draw.happens(0.25, 8_000).mean() == pytest.approx(0.25, abs=0.02)
    assert sorted(draw.order(30).tolist()) == list(range(30))
