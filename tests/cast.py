"""The fixed cast: an owner, an editor and a viewer of one household, and a stranger with another.

Their clients speak to the application as it runs for people: in the application role, behind
row-level security. Everything else in a test runs as the owner role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.client import Client, ClientHandler

from accounts import commands as people
from accounts.access import HouseholdScope, enter, tenant
from accounts.models import User
from accounts.queries import HouseholdRow
from accounts.roles import Role
from tracker.commands.households import create_household
from tracker.models import Entity, Position, Snapshot, Valuation
from tracker.services.categories import BY_KEY, Side

# A test's own transaction may still carry a household; a request's never begins with one. One
# statement for both, since every request of every test sends it twice.
TAKE_ROLE = "SELECT set_config('role', %s, false), set_config('waterline.household', '', true)"


@contextmanager
def application_role() -> Iterator[None]:
    """Inside, the connection is what the running application's is."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_ROLE, [settings.APPLICATION_ROLE])
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(TAKE_ROLE, ["none"])


class ApplicationClient(Client):
    """A browser's stand-in whose requests run in the application role."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if not options.get("enforce_csrf_checks"):
            self.handler = shared_handler(self.handler)

    def request(self, **environment: Any) -> Any:
        with application_role():
            return super().request(**environment)


HANDLERS: list[tuple[object, ClientHandler]] = []


def shared_handler(fresh: ClientHandler) -> ClientHandler:
    """One for all clients of the same settings: loading the middleware takes 30 ms."""
    known = vars(settings)["_wrapped"]
    if not HANDLERS or HANDLERS[-1][0] is not known:
        HANDLERS[:] = [(known, fresh)]
    return HANDLERS[-1][1]


@dataclass(frozen=True)
class Cast:
    household: HouseholdRow
    owner: User
    editor: User
    viewer: User
    stranger: User
    others: HouseholdRow

    def client(self, user: User | None) -> ApplicationClient:
        client = ApplicationClient()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def scope(self, user: User | None = None) -> HouseholdScope:
        return enter((user or self.owner).pk, self.household.slug)


def make_cast() -> Cast:
    """The people and their two empty households, as the owner role makes them."""
    users = {
        name: User.objects.create_user(f"{name}@example.com", "a long password", name=name.title())
        for name in ("owner", "editor", "viewer", "stranger")
    }
    household = create_household(
        "Santoso", currency="USD", zone="Asia/Jakarta", owner=users["owner"]
    )
    for role in (Role.EDITOR, Role.VIEWER):
        people.grant_role(household.id, user=users[role.value], role=role)
    people.add_member(household.id, name="Editor", user=users["editor"])
    others = create_household("Others", currency="EUR", owner=users["stranger"])
    return Cast(household=household, others=others, **users)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner_client(cast: Cast) -> ApplicationClient:
    return cast.client(cast.owner)


@pytest.fixture
def viewer_client(cast: Cast) -> ApplicationClient:
    return cast.client(cast.viewer)


@pytest.fixture
def stranger_client(cast: Cast) -> ApplicationClient:
    return cast.client(cast.stranger)


def add_position(
    household: HouseholdRow,
    name: str,
    side: Side = Side.ASSET,
    category: str = "cash",
    currency: str | None = None,
    **fields: Any,
) -> Position:
    """A position of the household's own balance sheet, unless `entity` is given, with its
    category's defaults."""
    known = BY_KEY[side, category]
    fields.setdefault("liquidity", known.liquidity or "")
    fields.setdefault("contingent", known.contingent)
    with tenant(household.id):
        if "entity" not in fields:
            fields["entity"] = Entity.objects.get(household_id=household.id, kind="household")
        return Position.objects.create(
            household_id=household.id,
            name=name,
            side=side.code,
            category=category,
            currency=currency or household.currency,
            **fields,
        )


def add_value(
    household: HouseholdRow,
    position: Position | UUID,
    as_of: date | str,
    amount: Decimal | int | str,
    **fields: Any,
) -> Valuation:
    """A valuation, with its snapshot made where missing."""
    on = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    position_id = position.pk if isinstance(position, Position) else position
    with tenant(household.id):
        Snapshot.objects.get_or_create(household_id=household.id, as_of=on)
        return Valuation.objects.create(
            household_id=household.id,
            position_id=position_id,
            as_of=on,
            amount=Decimal(amount),
            **fields,
        )
