"""A household with one of everything, below zero for a while, for the browser to look at."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from accounts import commands as people
from accounts.access import local_date, tenant
from tests.cast import Cast, add_position, add_value
from tracker.commands.businesses import Business, Figures, open_business
from tracker.models import (
    Commodity,
    DebtTerms,
    Entity,
    Ownership,
    Position,
    Price,
    Rate,
    SecuredBy,
    Snapshot,
)
from tracker.services.calendar import month_end
from tracker.services.categories import Side


def furnish(cast: Cast) -> None:
    """Eighteen months: a house, its mortgage, cards, gold, dollars and euros, a guarantee."""
    household = cast.household
    today = local_date(household.zone)
    cash = add_position(household, "Joint savings")
    euro = add_position(household, "Euro account", currency="EUR")
    house = add_position(household, "House, Depok", Side.ASSET, "real_estate")
    with tenant(household.id):
        gold_unit = Commodity.objects.create(household_id=household.id, code="XAUG", name="gold")
    gold = add_position(household, "Gold", Side.ASSET, "bullion", commodity=gold_unit)
    mortgage = add_position(household, "Mortgage", Side.LIABILITY, "mortgage")
    card = add_position(household, "Visa card", Side.LIABILITY, "credit_card")
    guarantee = add_position(
        household, "Guarantee for Budi", Side.LIABILITY, "guarantees", probability=Decimal(20)
    )
    add_position(household, "Old car", Side.ASSET, "vehicles", opened_on=today - timedelta(days=40))
    months = [month_end(today)]
    for _ in range(18):
        months.append(month_end(months[-1].replace(day=1) - timedelta(days=1)))
    months = sorted(months)[:-1]
    for number, on in enumerate(months):
        add_value(household, cash, on, 4000 + 150 * number)
        add_value(household, house, on, 300_000 - (60_000 if 5 <= number <= 11 else 0))
        add_value(household, mortgage, on, 262_000 - 700 * number)
        add_value(household, card, on, 5200 - 90 * number)
    add_value(household, euro, months[0], "2500.50")
    add_value(household, gold, months[0], 20)
    add_value(household, guarantee, months[2], 30_000)
    with tenant(household.id):
        Price.objects.create(
            household_id=household.id,
            commodity=gold_unit,
            currency=household.currency,
            as_of=months[0],
            price="98.5",
        )
        Rate.objects.create(
            household_id=household.id, base="EUR", quote="USD", as_of=months[0], rate="1.1"
        )
        DebtTerms.objects.create(
            household_id=household.id,
            position=mortgage,
            since=months[0],
            rate="6.5",
            minimum=1900,
        )
        SecuredBy.objects.create(household_id=household.id, debt=mortgage, asset=house)
        dewi = people.add_member(household.id, name="Dewi")
        Ownership.objects.create(
            household_id=household.id, position=house, member=dewi, since=date(2020, 1, 1), parts=1
        )
    furnish_bakery(cast, months, dewi.pk)
    with tenant(household.id):
        Snapshot.objects.filter(household_id=household.id, as_of=months[1]).update(
            closed_at=f"{months[2]}T12:00:00Z"
        )


def furnish_bakery(cast: Cast, months: list[date], owner: UUID) -> None:
    """A company, below zero for a while, of which somebody holds 60 shares of 100."""
    household = cast.household
    with tenant(household.id):
        bakery = open_business(
            household,
            actor=None,
            today=local_date(household.zone),
            business=Business("Bakery", "company", "USD"),
            since=months[0],
            figures=Figures(
                Decimal(100), Decimal(60), preferred=Decimal(50), share_price=Decimal(9)
            ),
        )
        entity = Entity.objects.get(pk=bakery)
        Ownership.objects.create(
            household_id=household.id,
            position=Position.objects.get(stake_in=entity),
            member_id=owner,
            since=months[0],
            parts=1,
        )
    oven = add_position(household, "Oven", Side.ASSET, "equipment", entity=entity)
    loan = add_position(household, "Oven loan", Side.LIABILITY, "business_loan", entity=entity)
    for number, on in enumerate(months[:4]):
        add_value(household, oven, on, 9_000)
        add_value(household, loan, on, (8_000, 9_400, 9_200, 8_100)[number])
