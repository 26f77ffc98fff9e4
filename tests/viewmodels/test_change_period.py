"""Between which dates a change is shown."""

from datetime import date

from tracker.services.calendar import month_ends
from tracker.viewmodels.change_period import Between, choose_period

TODAY = date(2026, 11, 21)
DATES = month_ends(date(2025, 1, 1), TODAY)


def choose(between=Between(), dates=DATES, entered=date(2026, 10, 31)):  # noqa: B008
    return choose_period(dates, entered, TODAY, between)


def test_without_a_wish_it_is_the_month_that_was_entered_last() -> None:
    found = choose()
    assert (found.start, found.end) == (date(2026, 9, 30), date(2026, 10, 31))
    assert found.is_month
    running = choose(entered=TODAY)
    assert (running.start, running.end) == (date(2026, 10, 31), TODAY)


def test_longer_spans_end_with_that_month() -> None:
    starts = {code: choose(Between(code)).start for code in ("3m", "12m", "year")}
    assert starts == {
        "3m": date(2026, 7, 31),
        "12m": date(2025, 10, 31),
        "year": date(2025, 12, 31),
    }
    assert not choose(Between("3m")).is_month


def test_only_what_there_are_months_for_is_offered_and_nothing_while_there_is_one() -> None:
    short = DATES[-3:]
    assert choose(dates=short).offered == ("",)
    assert choose(Between("12m"), dates=short).start == date(2026, 9, 30)
    assert choose().offered == ("", "3m", "12m", "year")
    assert choose(dates=DATES[-1:]) is None


def test_dates_of_ones_own_come_before_a_preset_and_one_of_them_is_enough() -> None:
    both = choose(Between("3m", date(2025, 2, 3), date(2025, 5, 6)))
    assert (both.start, both.end, both.dated) == (date(2025, 2, 3), date(2025, 5, 6), True)
    since = choose(Between(first=date(2025, 2, 3)))
    assert (since.start, since.end) == (date(2025, 2, 3), TODAY)
    until = choose(Between(last=date(2025, 5, 6)))
    assert (until.start, until.end) == (date(2025, 4, 30), date(2025, 5, 6))
    earliest = choose(Between(last=date(1900, 1, 1)))
    assert (earliest.start, earliest.end) == (date(1900, 1, 1), date(1900, 1, 1))
