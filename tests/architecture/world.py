"""Two full households and everybody who may or may not look at them, made once a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts import commands as people
from accounts.access import tenant
from accounts.models import Invitation, Member, User
from accounts.queries import HouseholdRow, hash_token
from accounts.roles import Role
from tests.cast import ApplicationClient, Cast, add_position, add_value, make_cast
from tracker.models import (
    Budget,
    Closing,
    Commodity,
    DatedNote,
    DebtTerms,
    Entity,
    EntityFigures,
    EntityFlow,
    Import,
    Ownership,
    Price,
    Rate,
    RatioGuide,
    ReferenceRate,
    SecuredBy,
    Snapshot,
    ValueModel,
)
from tracker.services.categories import Side

NOW = datetime(2026, 2, 1, tzinfo=UTC)
MONTHS = (date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31))
CLOSED_MONTH, _, OPEN_MONTH = MONTHS


@dataclass(frozen=True)
class Belongings:
    """Ids of one household's rows, one of each kind."""

    household: HouseholdRow
    entity: UUID
    business: UUID
    stake: UUID
    oven: UUID
    asset: UUID
    debt: UUID
    counted: UUID
    commodity: UUID
    member: UUID
    note: UUID
    imported: UUID
    invitation: UUID
    token: str
    month: date
    closed_month: date
    positions: int
    snapshots: int
    last: date


@dataclass(frozen=True)
class World:
    """`cast` with, beside it: somebody removed, somebody invited, and an operator."""

    cast: Cast
    removed: User
    invitee: User
    operator: User
    ours: Belongings
    theirs: Belongings

    def user(self, persona: str) -> User | None:
        """anonymous, viewer, editor, owner, stranger, removed, invitee or operator."""
        if persona == "anonymous":
            return None
        found = getattr(self.cast, persona, None) or getattr(self, persona)
        assert isinstance(found, User)
        return found

    def client(self, persona: str) -> ApplicationClient:
        return self.cast.client(self.user(persona))


def make_world() -> World:
    """Everything; runs as the owner role inside the caller's transaction."""
    cast = make_cast()
    removed, invitee = (
        User.objects.create_user(f"{name}@example.com", "a long password", name=name.title())
        for name in ("removed", "invitee")
    )
    operator = User.objects.create_superuser("operator@example.com", "a long password")
    people.add_member(cast.household.id, name="Removed", user=removed)
    people.grant_role(cast.household.id, user=removed, role=Role.EDITOR).delete()
    ReferenceRate.objects.bulk_create(
        ReferenceRate(base="EUR", currency=code, as_of=MONTHS[0], rate=rate)
        for code, rate in (("USD", Decimal("1.1")), ("IDR", Decimal(17_000)))
    )
    return World(
        cast=cast,
        removed=removed,
        invitee=invitee,
        operator=operator,
        ours=furnish(cast.household, cast.owner),
        theirs=furnish(cast.others, cast.stranger),
    )


def furnish(household: HouseholdRow, owner: User) -> Belongings:
    """A row of each kind; the first month is closed, the last two are open."""
    house = add_position(household, "House", category="real_estate", order=1)
    debt = add_position(household, "Mortgage", Side.LIABILITY, "mortgage", order=2)
    member = Member.objects.get(household_id=household.id, user=owner)
    with tenant(household.id):
        unit = Commodity.objects.create(household_id=household.id, code="GOLD", name="Gold, gram")
        counted = add_position(household, "Bars", category="bullion", commodity=unit, order=3)
        Price.objects.create(
            household_id=household.id, commodity=unit, currency="USD", as_of=MONTHS[0], price=90
        )
        Rate.objects.create(
            household_id=household.id, base="USD", quote="SGD", as_of=MONTHS[0], rate=Decimal("1.3")
        )
        SecuredBy.objects.create(household_id=household.id, debt=debt, asset=house)
        Ownership.objects.create(
            household_id=household.id, position=house, member=member, parts=1, since=MONTHS[0]
        )
        DebtTerms.objects.create(
            household_id=household.id, position=debt, since=MONTHS[0], rate=5, minimum=900
        )
    with tenant(household.id):
        Budget.objects.create(
            household_id=household.id, since=MONTHS[0], currency="USD", net_income=4000
        )
        RatioGuide.objects.create(household_id=household.id, ratio="leverage", low=2, high=2)
    for number, month in enumerate(MONTHS):
        add_value(household, house, month, 300_000 + number, updated_by=owner)
        add_value(household, debt, month, 320_000 - 9_000 * number, updated_by=owner)
        add_value(household, counted, month, 10 + number, updated_by=owner)
    with tenant(household.id):
        Snapshot.objects.filter(household_id=household.id, as_of=CLOSED_MONTH).update(
            closed_at=NOW, note="Looked at twice."
        )
        Closing.objects.create(
            household_id=household.id,
            as_of=CLOSED_MONTH,
            closed_at=NOW,
            closed_by=owner,
            currency=household.currency,
            assets=300_900,
            liabilities=320_000,
            net_worth=-19_100,
            complete=True,
        )
        note = DatedNote.objects.create(
            household_id=household.id, on=OPEN_MONTH, text="Bought a car.", reason="home"
        )
        imported = Import.objects.create(
            household_id=household.id,
            made_by=owner,
            file_name="values.csv",
            status="done",
            form="wide",
            finished_at=NOW,
            journal={"added": [], "changed": []},
        )
        entity = Entity.objects.get(household_id=household.id, kind="household")
        business = Entity.objects.create(
            household_id=household.id, kind="company", name="Bakery", currency="USD"
        )
        EntityFigures.objects.create(
            household_id=household.id,
            entity=business,
            as_of=MONTHS[0],
            outstanding=1000,
            held=600,
            share_price=9,
        )
        EntityFlow.objects.create(
            household_id=household.id,
            entity=business,
            on=OPEN_MONTH,
            kind="distribution",
            amount=500,
        )
        ValueModel.objects.create(
            household_id=household.id, position=debt, kind="loan", since=OPEN_MONTH
        )
    stake = add_position(household, "Bakery", category="business", stake_in=business, order=4)
    oven = add_position(household, "Oven", category="equipment", entity=business, order=1)
    add_value(household, oven, OPEN_MONTH, 5_000, updated_by=owner)
    token = f"a-link-into-{household.slug}"
    invitation = Invitation.objects.create(
        household_id=household.id,
        email="invitee@example.com",
        role=Role.EDITOR.value,
        token_hash=hash_token(token),
        invited_by=owner,
        expires_at=NOW + timedelta(days=36_500),
    )
    return Belongings(
        household=household,
        entity=entity.pk,
        business=business.pk,
        stake=stake.pk,
        oven=oven.pk,
        asset=house.pk,
        debt=debt.pk,
        counted=counted.pk,
        commodity=unit.pk,
        member=member.pk,
        note=note.pk,
        imported=imported.pk,
        invitation=invitation.pk,
        token=token,
        month=OPEN_MONTH,
        closed_month=CLOSED_MONTH,
        positions=5,
        snapshots=len(MONTHS),
        last=MONTHS[-1],
    )


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside leaves no trace."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
