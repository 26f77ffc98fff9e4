"""The households that are measured: as large as they say, and the same each time."""

import pytest

from bench.generate import SIZES, TODAY, Size, make_sample


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_a_household_is_as_large_as_its_size_says(size: Size) -> None:
    sample = make_sample(size)
    assert len(sample.positions) == size.monthly + size.daily
    assert len(sample.values) == size.valuations
    assert len(sample.dates) == 12 * size.years
    assert max(on for _, on, _ in sample.values) == TODAY


def test_every_run_measures_the_same_household() -> None:
    assert make_sample(SIZES[0]) == make_sample(SIZES[0])
