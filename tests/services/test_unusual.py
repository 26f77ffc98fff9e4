"""Which months are pointed out, and by which rule."""

from datetime import date
from fractions import Fraction

from tests.services.samples import ANN, household, position
from tracker.services.calendar import month_ends
from tracker.services.networth import monthly_history
from tracker.services.unusual import Rule, unusual_falls

MONTHS = month_ends(date(2023, 1, 1), date(2024, 12, 31))


def falls_of(*worths, owner=None, **given):
    dates = MONTHS[: len(worths)]
    values = {on.isoformat(): worth for on, worth in zip(dates, worths, strict=True)}
    books = household(position("All", "cash", values, **given))
    return unusual_falls(monthly_history(books, dates), books, owner)


def rules_of(*worths):
    return {found.on: found.rules for found in falls_of(*worths)}


def test_a_fall_of_more_than_a_tenth_of_what_was_owned_is_pointed_out():
    (found,) = falls_of(1000, 1000, 899, 950)
    assert (found.on, found.fall, found.share) == (MONTHS[2], 101, Fraction(101, 1000))
    assert found.rules == (Rule.SHARE,)
    assert rules_of(1000, 1000, 900) == {}


def test_a_fall_beyond_three_robust_deviations_of_the_households_own_months_is_pointed_out():
    # Changes of 8, 9, 10, 11 and 12: the usual one is 10, the deviation 1.4826.
    steady = [100_000, 100_008, 100_017, 100_027, 100_038, 100_050]
    assert rules_of(*steady, 100_056) == {}
    assert rules_of(*steady, 100_049) == {MONTHS[6]: (Rule.DEVIATIONS,)}


def test_a_small_rise_is_no_fall_however_unusual():
    steady = [100_000, 100_108, 100_217, 100_327, 100_438, 100_550]
    assert rules_of(*steady, 100_551) == {}


def test_with_few_months_or_without_any_movement_only_the_share_counts():
    assert rules_of(100, 101, 103, 96) == {}
    assert rules_of(*[1000] * 8, 999) == {}
    assert rules_of(*[1000] * 8, 800) == {MONTHS[8]: (Rule.SHARE,)}


def test_below_zero_without_anything_owned_there_is_no_share():
    values = {on.isoformat(): owed for on, owed in zip(MONTHS, (10, 900), strict=False)}
    books = household(position("Card", "credit_card", values, debt=True))
    assert unusual_falls(monthly_history(books, MONTHS[:2]), books) == ()


def test_months_that_are_not_complete_are_left_out():
    dates = MONTHS[:3]
    books = household(
        position("Cash", "cash", {"2023-01-31": 1000, "2023-02-28": 500, "2023-03-31": 499}),
        position("Home", "real_estate", {"2023-02-15": 9}, opened="2020-01-01"),
    )
    assert unusual_falls(monthly_history(books, dates), books) == ()


def test_an_owner_has_unusual_months_of_their_own():
    falls = falls_of(1000, 700, owner=ANN, owners={"2020-01-01": {ANN: 1}})
    assert [found.fall for found in falls] == [300]


def of_all(*positions, **given):
    books = household(*positions, **given)
    return unusual_falls(monthly_history(books, MONTHS[:3]), books)


def test_a_debt_that_was_there_before_and_only_became_known_is_no_fall():
    cash = position("Cash", "cash", {"2023-01-31": 1000, "2023-02-28": 990, "2023-03-31": 980})
    old = {"2023-02-10": 300, "2023-03-31": 310}
    assert of_all(cash, position("Loan", "personal_loan", old, debt=True)) == ()
    new = position("Loan", "personal_loan", old, debt=True, opened="2023-02-10")
    (found,) = of_all(cash, new)
    assert (found.on, found.fall) == (MONTHS[1], 310)


def test_what_was_lost_beside_it_is_a_fall_of_its_own_size():
    cash = position("Cash", "cash", {"2023-01-31": 1000, "2023-02-28": 800, "2023-03-31": 800})
    (found,) = of_all(cash, position("Loan", "personal_loan", {"2023-02-10": 300}, debt=True))
    assert (found.fall, found.share, found.rules) == (200, Fraction(1, 5), (Rule.SHARE,))
