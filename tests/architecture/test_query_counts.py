"""Twice the rows, the same number of statements: page by page."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.urls import reverse

from accounts import commands as people
from accounts.access import tenant
from accounts.models import User
from accounts.roles import Role
from tests.architecture.routes import Route, pages
from tests.architecture.statements import recorded
from tests.architecture.world import MONTHS, World, rolled_back
from tests.cast import ApplicationClient, add_position
from tracker.commands.households import create_household
from tracker.models import (
    Commodity,
    DebtTerms,
    Entity,
    EntityFigures,
    EntityFlow,
    Ownership,
    Price,
    Rate,
    SecuredBy,
    Snapshot,
    Valuation,
)
from tracker.services.categories import Side

ADDRESSES = [
    (route, query, htmx)
    for route in pages()
    for query, htmx in [("", False), *((query, True) for query in route.rule.fragments)]
]
NAMES = [
    f"{route.name}{'?' * bool(query)}{query}{' part' * htmx}" for route, query, htmx in ADDRESSES
]
MOST = 42


def count(client: ApplicationClient, address: str, htmx: bool = False) -> list[str]:
    headers = {"HX-Request": "true"} if htmx else {}
    with recorded() as statements:
        response = client.get(address, headers=headers)
    assert response.status_code in {200, 302}
    return statements


@pytest.mark.parametrize(("route", "query", "htmx"), ADDRESSES, ids=NAMES)
def test_a_household_page_sends_as_many_statements_for_twice_the_rows(
    route: Route, query: str, htmx: bool, counts: dict[str, tuple[list[str], list[str]]]
) -> None:
    before, after = counts[f"{route.name}?{query} {htmx}"]
    assert len(after) == len(before), "\n".join(after)
    assert len(before) <= MOST, "\n".join(before)


@pytest.fixture(scope="module")
def counts(shared_world: World) -> dict[str, tuple[list[str], list[str]]]:
    """Each address's statements, with the world as it is and with twice as much of everything."""
    with rolled_back():
        small = all_counts(shared_world)
        enlarge(shared_world)
        large = all_counts(shared_world)
    return {name: (small[name], large[name]) for name in small}


def all_counts(world: World) -> dict[str, list[str]]:
    client = world.client("owner")
    client.get(reverse("tracker:positions", args=[world.cast.household.slug]))
    return {
        f"{route.name}?{query} {htmx}": count(client, f"{route.of(world.ours)}?{query}", htmx)
        for route, query, htmx in ADDRESSES
    }


def enlarge(world: World) -> None:
    """Double what the household has, item by item, month by month and person by person."""
    household, ours = world.cast.household, world.ours
    for number in range(3):
        people.add_member(household.id, name=f"Child {number}")
    newcomer = people.add_member(household.id, name="Newcomer")
    user = User.objects.create_user("newcomer@example.com")
    people.grant_role(household.id, user=user, role=Role.VIEWER)
    earlier = [month - timedelta(days=120) for month in MONTHS]
    with tenant(household.id):
        unit = Commodity.objects.create(household_id=household.id, code="SILVER")
    house = add_position(household, "Flat", category="real_estate")
    loan = add_position(household, "Car loan", Side.LIABILITY, "car_loan")
    metal = add_position(household, "Coins", category="bullion", commodity=unit)
    euros = add_position(household, "Account abroad", currency="EUR")
    with tenant(household.id):
        Price.objects.bulk_create(
            Price(household_id=household.id, commodity=of, currency=currency, as_of=day, price=9)
            for of in (unit, Commodity.objects.get(pk=ours.commodity))
            for currency in ("USD", "EUR")
            for day in earlier
        )
        Rate.objects.create(
            household_id=household.id, base="USD", quote="IDR", as_of=MONTHS[0], rate=16_000
        )
        for debt, asset in ((loan.pk, house.pk), (ours.debt, house.pk), (loan.pk, ours.asset)):
            SecuredBy.objects.create(household_id=household.id, debt_id=debt, asset_id=asset)
        for number, day in enumerate(earlier):
            for position in (ours.asset, house.pk, ours.debt, ours.counted):
                for member in (ours.member, newcomer.pk):
                    Ownership.objects.create(
                        household_id=household.id,
                        position_id=position,
                        member_id=member,
                        parts=number + 1,
                        since=day,
                    )
            for debt in (ours.debt, loan.pk):
                DebtTerms.objects.create(
                    household_id=household.id, position_id=debt, since=day, rate=number
                )
    items = [house.pk, loan.pk, metal.pk, euros.pk, *enlarge_businesses(world)]
    value_all(world, [*MONTHS, *earlier], items)
    value_all(world, earlier, [ours.asset, ours.debt, ours.counted])


def enlarge_businesses(world: World) -> list[UUID]:
    """Another one, and more in the one that is there; the items that need values."""
    household = world.cast.household
    with tenant(household.id):
        of = {"household_id": household.id}
        bakery = Entity.objects.get(pk=world.ours.business)
        fund = Entity.objects.create(**of, kind="fund", name="Fund", currency="EUR")
        for entity in (bakery, fund):
            EntityFigures.objects.create(
                **of, entity=entity, as_of=date(2025, 10, 1), outstanding=10, held=5
            )
            EntityFlow.objects.create(
                **of, entity=entity, on=date(2025, 12, 1), kind="capital", amount=5
            )
    add_position(household, "Fund", category="investments", stake_in=fund)
    made = [
        add_position(household, name, side, category, entity=entity)
        for entity in (bakery, fund)
        for name, side, category in (
            ("Till", Side.ASSET, "cash"),
            ("Bank loan", Side.LIABILITY, "business_loan"),
        )
    ]
    lent = add_position(household, "Lent", category="receivables", counterparty=fund)
    return [position.pk for position in (*made, lent)]


def value_all(world: World, days: list[date], items: list[UUID]) -> None:
    household = world.cast.household
    with tenant(household.id):
        Snapshot.objects.bulk_create(
            [Snapshot(household_id=household.id, as_of=day) for day in days], ignore_conflicts=True
        )
        # The closed month stays as it is.
        Valuation.objects.bulk_create(
            Valuation(
                household_id=household.id,
                position_id=item,
                as_of=day,
                amount=Decimal(1000 + number),
                book=900,
                liquidation=800,
                note="Looked up.",
                updated_by=world.cast.editor,
            )
            for number, item in enumerate(items)
            for day in days
            if day != world.ours.closed_month
        )


OPERATORS: list[tuple[str, Callable[[World], list[object]]]] = [
    ("admin:accounts_household_changelist", lambda world: []),
    ("admin:accounts_household_change", lambda world: [world.cast.household.id]),
    ("admin:accounts_user_changelist", lambda world: []),
]


@pytest.mark.parametrize(("name", "arguments"), OPERATORS, ids=[name for name, _ in OPERATORS])
def test_an_operators_page_sends_as_many_statements_for_twice_the_households(
    name: str, arguments: Callable[[World], list[object]], world: World
) -> None:
    client, address = world.client("operator"), reverse(name, args=arguments(world))
    count(client, address)
    before = count(client, address)
    for number in range(4):
        owner = User.objects.create_user(f"someone{number}@example.com")
        create_household(f"More {number}", currency="USD", owner=owner)
        people.grant_role(world.cast.household.id, user=owner, role=Role.VIEWER)
        people.add_member(world.cast.household.id, name=f"More {number}", user=owner)
    assert len(count(client, address)) == len(before)
