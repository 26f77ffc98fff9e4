"""One item over time: exact, in its own and the reporting currency, with what is owed on it."""

from datetime import date
from fractions import Fraction

from tests.services.samples import GOLD, household, position, price, rate
from tracker.services.item_history import item_history
from tracker.services.networth import monthly_history

TODAY = date(2024, 4, 10)


def test_every_month_from_the_first_value_to_today_is_there() -> None:
    house = position("House", "real_estate", {"2024-01-20": 100, "2024-03-05": 120})
    months = item_history(household(house), house, TODAY, estimates={date(2024, 3, 5)})
    assert [(month.on, month.own, month.estimate) for month in months] == [
        (date(2024, 1, 31), 100, False),
        (date(2024, 2, 29), 100, False),
        (date(2024, 3, 31), 120, True),
        (TODAY, 120, False),
    ]


def test_units_times_price_and_both_currencies() -> None:
    gold = position("Gold", "bullion", {"2024-01-31": 20}, commodity=GOLD, currency="EUR")
    home = household(
        gold,
        prices=[price(GOLD, "EUR", {"2024-02-15": "90.5"})],
        rates=[rate("EUR", "USD", {"2024-01-01": "1.1"}, own=True)],
    )
    first, second, *_ = item_history(home, gold, TODAY)
    assert (first.amount, first.own, first.reported) == (20, None, None)
    assert (second.own, second.reported) == (1810, Fraction(1991))


def test_it_ends_on_the_day_before_it_was_closed() -> None:
    car = position("Car", "vehicles", {"2024-01-10": 9}, closed="2024-03-04")
    months = item_history(household(car), car, TODAY)
    assert [month.on for month in months] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 3),
    ]


def test_nothing_entered_is_no_history() -> None:
    empty = position("Empty")
    assert item_history(household(empty), empty, TODAY) == ()
    later = position("Later", amounts={"2024-05-01": 1})
    assert item_history(household(later), later, TODAY) == ()


def test_what_is_owed_on_it_is_the_sum_of_its_debts_in_its_currency() -> None:
    house = position("House", "real_estate", {"2024-01-31": 100})
    first = position("First", "mortgage", {"2024-02-29": 60}, debt=True)
    second = position("Second", "mortgage", {"2024-03-31": 50}, debt=True, currency="EUR")
    home = household(house, first, second, rates=[rate("EUR", "USD", {"2024-04-01": 2}, own=True)])
    months = item_history(home, house, TODAY, debts=(first, second))
    # Before there is a debt nothing is owed; a debt that cannot be converted leaves a gap.
    assert [month.owed for month in months] == [None, 60, None, 160]


def test_the_months_of_a_single_item_are_the_household_s_history() -> None:
    account = position("Account", amounts={"2024-01-05": "-12.34", "2024-03-31": "0"})
    home = household(account)
    months = item_history(home, account, TODAY)
    history = monthly_history(home, [month.on for month in months])
    assert [month.reported for month in months] == [
        history.exact(number) for number in history.net_worth
    ]
