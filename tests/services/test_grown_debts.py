"""Which debts have grown, by most first."""

from datetime import date

from tests.services.samples import ANN, BEN, household, position
from tracker.services.grown_debts import grown_debts
from tracker.services.position_values import values_on

THEN, NOW = date(2024, 1, 31), date(2024, 4, 30)


def debt(name, then, now, **more):
    amounts = {THEN.isoformat(): then, NOW.isoformat(): now}
    known = {day: amount for day, amount in amounts.items() if amount is not None}
    return position(name, "credit_card", known, debt=True, **more)


def grown(*positions, owner=None):
    books = household(*positions)
    found = grown_debts(values_on(books, THEN), values_on(books, NOW), owner=owner)
    return [(one.value.position.name, one.by) for one in found]


def test_the_debt_that_grew_most_comes_first():
    assert grown(debt("A", 10, 15), debt("B", 10, 30), debt("C", 10, 9)) == [("B", 20), ("A", 5)]


def test_a_new_debt_grew_from_nothing_and_a_newly_known_one_did_not():
    assert grown(debt("New", None, 7, opened="2024-03-01"), debt("Known", None, 7)) == [("New", 7)]


def test_what_has_no_value_then_or_now_is_left_out():
    abroad = debt("Abroad", 1, 2, currency="XOF")
    late = debt("Late", None, 9, opened="2024-01-01")
    assert grown(abroad, late) == []


def test_assets_and_possible_debts_are_none():
    saved = position("Savings", "cash", {"2024-01-31": 1, "2024-04-30": 9})
    assert grown(saved, debt("Guarantee", 1, 9, contingent=True)) == []


def test_of_a_person_it_is_their_part():
    shared = debt("Card", 10, 40, owners={"2024-01-01": {ANN: 1, BEN: 2}})
    assert grown(shared, owner=BEN) == [("Card", 20)]
    assert grown(debt("Card", 10, 40, owners={"2024-01-01": {ANN: 1}}), owner=BEN) == []
