"""The marks on the way back to zero."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tracker.services.calendar import month_ends
from tracker.services.deficit import episodes
from tracker.services.milestones import Mark, milestones

MONTHS = month_ends(date(2023, 1, 1), date(2023, 12, 31))


def marks(*values):
    (episode,) = episodes(MONTHS[: len(values)], values)
    return {one.mark: one for one in milestones(episode, Fraction(values[-1]))}


def test_from_the_lowest_a_tenth_is_the_first_mark_and_zero_the_last():
    found = marks(10, -100)
    assert [*found] == [Mark.TENTH, Mark.HALF, Mark.ZERO]
    assert [one.target for one in found.values()] == [-90, -50, 0]
    assert [one.to_go for one in found.values()] == [10, 50, 100]
    assert [one.done for one in found.values()] == [0, 0, 0]


def test_a_mark_is_reached_and_the_next_is_on_the_way():
    found = marks(10, -100, -75)
    assert found[Mark.TENTH].is_reached
    assert found[Mark.TENTH].done == 1
    assert (found[Mark.HALF].to_go, found[Mark.HALF].done) == (25, Fraction(1, 2))
    assert (found[Mark.ZERO].to_go, found[Mark.ZERO].done) == (75, Fraction(1, 4))


@given(values=st.lists(st.integers(-(10**12), -1), min_size=1, max_size=6))
def test_what_is_done_and_what_is_to_go_make_up_the_way(values):
    lowest = min(values)
    for one in marks(1, *values).values():
        way = one.target - lowest
        assert 0 <= one.done <= 1
        assert one.to_go >= 0
        assert one.is_reached is (values[-1] >= one.target)
        if not one.is_reached:
            assert way * one.done + one.to_go == way
    assert marks(1, *values)[Mark.ZERO].to_go == -values[-1]
