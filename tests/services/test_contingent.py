"""Possible debts: headline, expected and worst case, their dates, and which ask to be counted."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from tests.services.households import households, to_books
from tests.services.samples import ANN, BEN, household, position, rate
from tracker.services.calendar import day_of
from tracker.services.contingent import Trigger, possible_debts
from tracker.services.networth import monthly_history
from tracker.services.position_values import values_on

ON = date(2024, 6, 30)
DAY = "2024-05-31"


def possible(name, amount, percent=None, category="guarantees", **given):
    amounts = {} if amount is None else {DAY: amount}
    percent = None if percent is None else Decimal(str(percent))
    defaults = {"debt": True, "contingent": True, "probability": percent}
    return position(name, category, amounts, **defaults | given)


def find(*positions, net=Fraction(1000), owner=None, **given):
    return possible_debts(values_on(household(*positions, **given), ON), net, ON, owner=owner)


def test_headline_expected_and_worst_case_stand_side_by_side():
    found = find(possible("Guarantee", 600, 20), possible("Co-signed", 185, 10))
    assert found.net_worth == 1000
    assert found.total == 785
    assert found.worst == 215
    assert found.expected == 1000 - 120 - Fraction("18.5")
    assert [debt.amount for debt in found.debts] == [600, 185]


def test_any_debt_that_depends_on_others_counts_whatever_its_category():
    owing = find(
        possible("Joint", 5, category="joint_debts"),
        possible("Promise", 6, category="commitments"),
        possible("Other", 7, category="other"),
        position("Card", "credit_card", {DAY: 8}, debt=True),
        possible("Counted", 9, contingent=False),
        possible("Gone", 10, closed="2024-06-01"),
    )
    assert [debt.value.position.name for debt in owing.debts] == ["Joint", "Promise", "Other"]


def test_without_a_likelihood_it_is_in_the_worst_case_alone():
    found = find(possible("Guarantee", 600), possible("Co-signed", 100, 50))
    assert found.expected == 950
    assert found.worst == 300
    assert [debt.value.position.name for debt in found.unweighed] == ["Guarantee"]
    assert find(possible("Guarantee", 600)).expected is None


def test_what_cannot_be_converted_is_missing_and_named():
    euros = possible("Guarantee", 600, 20, currency="EUR")
    late = possible("Late", None, 20, opened="2024-01-01")
    found = find(euros, late)
    assert (found.total, found.worst, found.expected) == (None, None, None)
    assert len(found.unknown) == 2
    assert found.debts[0].amount is None
    partly = find(euros, late, possible("Known", 10, 100))
    assert (partly.total, partly.expected, len(partly.unknown)) == (10, 990, 2)
    priced = find(euros, rates=[rate("EUR", "USD", {DAY: 2})])
    assert (priced.total, priced.unknown) == (1200, ())


@pytest.mark.parametrize(("percent", "asks"), [("50", False), ("50.1", True), (None, False)])
def test_only_above_one_half_it_asks_to_be_counted(percent, asks):
    (debt,) = find(possible("Guarantee", 600, percent)).debts
    assert debt.is_likely is asks


@pytest.mark.parametrize(
    ("due", "trigger"),
    [
        (None, Trigger.NONE),
        ("2024-06-29", Trigger.PASSED),
        ("2024-06-30", Trigger.SOON),
        ("2025-06-30", Trigger.SOON),
        ("2025-07-01", Trigger.LATER),
    ],
)
def test_its_day_has_passed_comes_within_a_year_or_later(due, trigger):
    day = due and day_of(date.fromisoformat(due))
    (debt,) = find(possible("Guarantee", 600, due=day)).debts
    assert debt.trigger is trigger
    assert debt.due == (due and date.fromisoformat(due))


def test_a_person_has_a_part_of_it_or_nothing():
    shared = possible("Guarantee", 600, 20, owners={"2020-01-01": {ANN: 2, BEN: 1}})
    own = possible("Co-signed", 100, 10, owners={"2020-01-01": {BEN: 1}})
    anns = find(shared, own, owner=ANN)
    assert (anns.total, anns.expected, len(anns.debts)) == (400, 920, 1)
    assert find(shared, own, owner=BEN).total == 300


@given(households())
def test_it_agrees_with_the_totals_of_the_history(house):
    books = to_books(house)
    history = monthly_history(books, [ON])
    values = values_on(books, ON)
    for owner in (None, *history.owners):
        net = history.exact(history.columns(owner).net_worth[0])
        found = possible_debts(values, net, ON, owner=owner)
        worst = net if found.worst is None else found.worst
        expected = net if found.expected is None else found.expected
        assert worst == history.exact(history.worst_case(owner)[0])
        assert expected == history.exact(history.expected(owner)[0])
