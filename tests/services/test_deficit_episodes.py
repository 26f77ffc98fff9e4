"""Episodes below zero, and what an incomplete month may and may not decide."""

from datetime import date
from fractions import Fraction

import pytest

from tracker.services.calendar import month_ends
from tracker.services.deficit import Level, episodes, standing

MONTHS = month_ends(date(2023, 1, 1), date(2023, 12, 31))


def find(*values, unproven=()):
    proven = [at not in unproven for at in range(len(values))]
    return episodes(MONTHS[: len(values)], values, proven)


def test_an_episode_runs_from_the_first_month_below_zero_to_the_first_at_or_above_it():
    (episode,) = find(5, 2, -1, -4, -3, 0, 7)
    assert (episode.onset, episode.recovered) == (MONTHS[2], MONTHS[5])
    assert (episode.lowest, episode.lowest_date, episode.months) == (-4, MONTHS[3], 3)
    assert (episode.fall_from, episode.fall_from_date, episode.fall) == (2, MONTHS[1], 6)
    assert episode.regained == 1
    assert not episode.open_start


def test_a_recovery_of_one_month_ends_an_episode():
    assert [e.months for e in find(1, -1, 0, -1, -1)] == [1, 2]


def test_the_lowest_is_the_earliest_of_equals():
    (episode,) = find(1, -3, -2, -3)
    assert episode.lowest_date == MONTHS[1]


def test_what_is_regained_is_a_share_of_the_depth():
    (episode,) = find(1, -8, -2)
    assert episode.regained == Fraction(3, 4)
    assert episode.ongoing


def test_below_zero_from_the_first_record_is_open():
    (episode,) = find(-1, -2)
    assert episode.open_start
    assert episode.fall_from is None
    assert episode.fall is None


@pytest.mark.parametrize("values", [(-5,), (3, -5), (3, -5, 4), (-5, -5, 3)])
def test_unproven_months_alone_are_no_deficit(values):
    assert find(*values, unproven=[at for at, value in enumerate(values) if value < 0]) == ()


def test_an_episode_begins_at_its_first_proven_month_and_says_that_it_may_be_older():
    (episode,) = find(4, -9, -2, -3, unproven=[1])
    assert (episode.onset, episode.months, episode.lowest) == (MONTHS[2], 2, -3)
    assert episode.open_start
    assert episode.fall_from == 4
    assert episode.complete


def test_unproven_months_within_an_episode_keep_it_going_but_do_not_set_its_depth():
    (episode,) = find(1, -2, -99, 5, -3, 1, unproven=[2, 3])
    assert (episode.onset, episode.recovered) == (MONTHS[1], MONTHS[5])
    assert (episode.lowest, episode.months) == (-3, 3)
    assert not episode.complete


def test_a_missing_debt_cannot_unmake_a_deficit():
    (episode,) = episodes(MONTHS[:2], [1, -2], [True, False], proven=[True, True])
    assert episode.onset == MONTHS[1]
    assert not episode.complete


def test_amounts_are_divided_by_the_unit():
    (episode,) = episodes(MONTHS[:2], [100, -250], unit=100)
    assert (episode.lowest, episode.fall_from) == (Fraction(-5, 2), 1)


def test_standing_tells_the_level_and_since_when():
    below = standing(MONTHS[:4], [1, 2, -1, -2])
    assert (below.level, below.since, below.months) == (Level.BELOW, MONTHS[2], 2)
    assert not below.open_start
    above = standing(MONTHS[:2], [1, 2])
    assert (above.level, above.since, above.open_start) == (Level.ABOVE, MONTHS[0], True)
    zero = standing(MONTHS[:3], [1, 0, 0])
    assert (zero.level, zero.since, zero.months) == (Level.ZERO, MONTHS[1], 2)
    assert standing([], []) is None


def test_standing_says_when_the_last_month_is_unproven():
    last = standing(MONTHS[:3], [4, 4, -1], [True, True, False])
    assert (last.level, last.since, last.proven, last.complete) == (
        Level.BELOW,
        MONTHS[2],
        False,
        False,
    )
