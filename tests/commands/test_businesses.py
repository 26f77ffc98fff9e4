"""Businesses and funds are written once, whole, and only where they make sense."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from accounts.access import tenant
from accounts.queries import HouseholdRow
from tests.cast import Cast, add_position, add_value
from tracker.commands import businesses
from tracker.commands.businesses import Business, Figures, ValueSeen
from tracker.commands.errors import Conflict, Refused
from tracker.commands.particulars import Particulars
from tracker.commands.positions import edit_position, open_position
from tracker.commands.securities import set_secured
from tracker.models import Entity, EntityFigures, EntityFlow, Position, Valuation
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
JUNE = date(2026, 6, 30)
BAKERY = Business("Bakery", "company", "USD")
SHOP = Business("Shop", "company", "USD")


def open_it(household: HouseholdRow, business: Business = BAKERY, **figures: int) -> UUID:
    given = Figures(**{name: Decimal(value) for name, value in figures.items()})
    with tenant(household.id):
        return businesses.open_business(
            household, actor=None, today=TODAY, business=business, since=JUNE, figures=given
        )


def item(household: HouseholdRow, name: str, business: UUID, side: Side = Side.ASSET) -> Position:
    category = "cash" if side is Side.ASSET else "business_loan"
    with tenant(household.id):
        entity = Entity.objects.get(pk=business)
    return add_position(household, name, side, category, entity=entity)


def refused(command, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        command(*args, **kwargs)
    return caught.value.code


def test_a_company_comes_with_an_item_for_the_households_part(cast: Cast) -> None:
    business = open_it(cast.household, outstanding=100, held=60)
    with tenant(cast.household.id):
        stake = Position.objects.get(stake_in_id=business)
        [figures] = EntityFigures.objects.filter(entity_id=business)
    assert (stake.name, stake.category, stake.entity.kind) == ("Bakery", "business", "household")
    assert (figures.as_of, figures.outstanding, figures.held) == (JUNE, 100, 60)


def test_a_fund_is_an_investment_and_a_society_belongs_to_nobody(cast: Cast) -> None:
    fund = open_it(cast.household, Business("Fund", "fund", "USD"))
    society = open_it(cast.household, Business("Society", "non_profit", "EUR"))
    with tenant(cast.household.id):
        assert Position.objects.get(stake_in_id=fund).category == "investments"
        assert not Position.objects.filter(stake_in_id=society).exists()
        assert Entity.objects.get(pk=society).currency == "EUR"


def test_the_same_form_twice_makes_one_business(cast: Cast) -> None:
    assert open_it(cast.household, percent=50) == open_it(cast.household, percent=50)
    with tenant(cast.household.id):
        assert Position.objects.filter(stake_in__name="Bakery").count() == 1


@pytest.mark.parametrize(
    ("business", "figures", "code"),
    [
        (Business("Bakery", "fund", "USD"), {}, "business_taken"),
        (Business(" ", "fund", "USD"), {}, "name_blank"),
        (Business("x" * 101, "fund", "USD"), {}, "name_long"),
        (Business("Shop", "household", "USD"), {}, "unknown_kind"),
        (Business("Shop", "company", "XXX"), {}, "unknown_currency"),
        (SHOP, {"percent": 101}, "bad_percent"),
        (
            Business("Shop", "company", "USD"),
            {"held": 2, "outstanding": 1},
            "held_above_outstanding",
        ),
        (SHOP, {"held": -1}, "negative"),
        (Business("Savings", "company", "USD"), {}, "name_taken"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, business, figures, code) -> None:
    open_it(cast.household)
    add_position(cast.household, "Savings", category="business")
    assert refused(open_it, cast.household, business, **figures) == code


def test_an_item_that_is_there_never_becomes_a_part(cast: Cast) -> None:
    add_position(cast.household, "Bakery", category="business")
    assert refused(open_it, cast.household) == "name_taken"


def test_what_can_belong_to_somebody_stays_so(cast: Cast) -> None:
    business = open_it(cast.household)

    def edit(kind: str) -> None:
        with tenant(cast.household.id):
            businesses.edit_business(
                cast.household,
                actor=None,
                business_id=business,
                business=Business("Bread", kind, "EUR"),
            )

    edit("fund")
    with tenant(cast.household.id):
        found = Entity.objects.get(pk=business)
    assert (found.name, found.kind, found.currency) == ("Bread", "fund", "EUR")
    assert refused(edit, "non_profit") == "other_kind"


def test_figures_of_a_day_are_replaced_and_removed(cast: Cast) -> None:
    business = open_it(cast.household, outstanding=10)

    def say(**figures: int) -> None:
        with tenant(cast.household.id):
            businesses.set_figures(
                cast.household,
                actor=None,
                business_id=business,
                since=JUNE,
                figures=Figures(**{name: Decimal(value) for name, value in figures.items()}),
            )

    say(percent=5)
    with tenant(cast.household.id):
        [row] = EntityFigures.objects.filter(entity_id=business)
        assert (row.outstanding, row.percent) == (None, 5)
    assert refused(say) == "no_figures"
    with tenant(cast.household.id):
        businesses.remove_figures(cast.household, actor=None, business_id=business, since=JUNE)
        assert not EntityFigures.objects.filter(entity_id=business).exists()


@pytest.mark.parametrize("since", [date(1990, 1, 1), date(2199, 1, 1)])
def test_no_more_is_held_on_any_day_than_there_is(cast: Cast, since: date) -> None:
    """Whichever of the two was said first, and on whatever other day."""
    business = open_it(cast.household, outstanding=10)
    with tenant(cast.household.id):
        code = refused(
            businesses.set_figures,
            cast.household,
            actor=None,
            business_id=business,
            since=since,
            figures=Figures(held=Decimal(11)),
        )
    assert code == "held_above_outstanding"


def test_two_payments_of_a_kind_and_day_are_not_mixed_up(cast: Cast) -> None:
    business = open_it(cast.household)

    def pay(amount: int, on: date = JUNE, kind: str = "capital") -> None:
        with tenant(cast.household.id):
            businesses.add_payment(
                cast.household,
                actor=None,
                today=TODAY,
                business_id=business,
                on=on,
                kind=kind,
                amount=Decimal(amount),
            )

    pay(5)
    pay(5)
    pay(-7, kind="distribution")
    assert refused(pay, 6) == "payment_taken"
    assert refused(pay, 0) == "no_amount"
    assert refused(pay, 5, date(2026, 11, 22)) == "date_future"
    assert refused(pay, 5, JUNE, "gift") == "unknown_kind"
    with tenant(cast.household.id):
        assert sorted(EntityFlow.objects.values_list("kind", "amount")) == [
            ("capital", 5),
            ("distribution", -7),
        ]
        businesses.remove_payment(
            cast.household, actor=None, business_id=business, on=JUNE, kind="capital"
        )
        assert EntityFlow.objects.count() == 1


def test_values_of_a_date_are_written_all_or_none(cast: Cast) -> None:
    business = open_it(cast.household)
    bank, loan = (
        item(cast.household, "Bank", business),
        item(cast.household, "Loan", business, Side.LIABILITY),
    )
    add_value(cast.household, bank, JUNE, 5, book=4)
    foreign = add_position(cast.household, "Savings")

    def record(**amounts: tuple[Position, int, int]) -> None:
        values = {
            position.pk: ValueSeen(Decimal(amount), version)
            for position, amount, version in amounts.values()
        }
        with tenant(cast.household.id):
            businesses.record_values(
                cast.household,
                actor=None,
                today=TODAY,
                business_id=business,
                as_of=JUNE,
                values=values,
            )

    with pytest.raises(Conflict):
        record(a=(loan, 9, 0), b=(bank, 6, 0))
    with tenant(cast.household.id):
        assert not Valuation.objects.filter(position=loan).exists()
    record(a=(loan, 9, 0), b=(bank, 6, 1))
    with tenant(cast.household.id):
        kept = Valuation.objects.get(position=bank)
        assert (kept.amount, kept.book) == (6, 4)
        assert Valuation.objects.get(position=loan).amount == 9
    assert refused(record, a=(foreign, 1, 0)) == "no_position"


def test_items_of_a_business_and_of_the_household_do_not_meet(cast: Cast) -> None:
    business = open_it(cast.household)
    hall = item(cast.household, "Hall", business)
    add_position(cast.household, "Hall")  # a name may stand on both
    debt = add_position(cast.household, "Mortgage", Side.LIABILITY, "mortgage")
    with tenant(cast.household.id):
        code = refused(
            set_secured, cast.household, actor=None, position_id=debt.pk, others=[hall.pk]
        )
    assert code == "no_counterpart"


@pytest.mark.parametrize(
    ("side", "category", "business", "code"),
    [
        (Side.ASSET, "receivables", True, ""),
        (Side.LIABILITY, "guarantees", True, ""),
        (Side.ASSET, "cash", True, "no_dealing"),
        (Side.ASSET, "receivables", False, "no_business"),
    ],
)
def test_a_business_may_stand_on_the_other_side_of_a_loan(
    cast: Cast, side, category, business, code
) -> None:
    id_ = open_it(cast.household) if business else uuid4()
    particulars = Particulars("Loan", side, category, "USD", counterparty=id_)

    def add() -> UUID:
        with tenant(cast.household.id):
            return open_position(cast.household, actor=None, today=TODAY, particulars=particulars)

    if code:
        assert refused(add) == code
        return
    position = add()
    with tenant(cast.household.id):
        assert Position.objects.get(pk=position).counterparty_id == id_


def test_a_part_stays_something_that_is_owned_and_kept_in_money(cast: Cast) -> None:
    business = open_it(cast.household)
    with tenant(cast.household.id):
        stake = Position.objects.get(stake_in_id=business)
        code = refused(
            edit_position,
            cast.household,
            actor=None,
            today=TODAY,
            position_id=stake.pk,
            particulars=Particulars("Bakery", Side.LIABILITY, "business_loan", "USD"),
        )
    assert code == "part_of_business"


def test_nothing_is_written_to_another_households_business(cast: Cast) -> None:
    theirs = open_it(cast.others)
    with tenant(cast.household.id):
        of = {"actor": None, "business_id": theirs}
        assert refused(businesses.archive_business, cast.household, archived=True, **of) == (
            "no_business"
        )
        assert refused(businesses.remove_figures, cast.household, since=JUNE, **of) == "no_business"


def test_archiving_hides_and_changes_nothing_else(cast: Cast) -> None:
    business = open_it(cast.household)
    for archived in (True, True, False):
        with tenant(cast.household.id):
            businesses.archive_business(
                cast.household, actor=None, business_id=business, archived=archived
            )
            assert (Entity.objects.get(pk=business).archived_at is not None) is archived
