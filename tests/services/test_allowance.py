"""Money that is owed to the household is counted less what is not expected to come in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.services.samples import GOLD, household, position, price, series
from tracker.services.networth import monthly_history
from tracker.services.position_values import values_on

ON = date(2024, 1, 31)


def lent(**given):
    return position(
        "Loan to Rina",
        "receivables",
        {"2024-01-31": 12},
        allowance=Decimal(25),
        discount=Decimal(50),
        **given,
    )


@pytest.mark.parametrize(("basis", "value"), [("market", 9), ("book", 9), ("liquidation", "4.5")])
def test_money_lent_is_counted_less_its_allowance_and_a_quick_sale_comes_on_top(basis, value):
    (line,) = values_on(household(lent()), ON, basis=basis)
    assert line.value == Fraction(value)
    assert line.amount == 12
    history = monthly_history(household(lent()), [ON], basis=basis)
    assert history.exact(history.assets[0]) == Fraction(value)


def test_an_allowance_leaves_own_figures_negative_amounts_and_debts_alone():
    own = lent(books={"2024-01-31": 11}, liquidations={"2024-01-31": 3})
    for basis, value in (("book", 11), ("liquidation", 3)):
        assert values_on(household(own), ON, basis=basis)[0].value == value
    below = replace(lent(), amounts=series({"2024-01-31": -12}))
    assert values_on(household(below), ON)[0].value == -12
    owed = position("Owed", "car_loan", {"2024-01-31": 12}, debt=True, allowance=Decimal(25))
    assert values_on(household(owed), ON)[0].value == 12


def test_an_allowance_lessens_what_is_counted_in_units_too():
    book = position(
        "Gold lent", "receivables", {"2024-01-31": 4}, commodity=GOLD, allowance=Decimal("12.5")
    )
    (line,) = values_on(household(book, prices=[price(GOLD, "USD", {"2024-01-31": 10})]), ON)
    assert (line.amount, line.figure, line.value) == (4, Fraction("3.5"), 35)
