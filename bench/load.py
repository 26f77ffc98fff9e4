"""Loads a made-up household into the real tables: people by commands, figures by COPY."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.conninfo import make_conninfo

from accounts import commands as people
from accounts.models import User
from accounts.queries import HouseholdRow, list_members
from bench.generate import BUDGET, CURRENCY, MEMBERS, Sample
from tracker.commands.households import create_household
from tracker.services.categories import BY_KEY
from tracker.services.ownership import SHARED


@dataclass(frozen=True, slots=True)
class Loaded:
    """A household in the database, the login that owns it, and which member each owner is."""

    household: HouseholdRow
    user: User
    columns: dict[object, int | None]


def load_sample(sample: Sample, server: dict[str, str]) -> Loaded:
    """Write the household's rows over a connection of the owner role."""
    user = User.objects.create_user(f"{sample.name.lower()}@waterline.example", name=MEMBERS[0])
    household = create_household(sample.name, currency=CURRENCY, owner=user)
    for name in MEMBERS[1:]:
        people.add_member(household.id, name=name)
    members = [member.id for member in list_members(household.id)]
    columns: dict[object, int | None] = {SHARED: None}
    columns.update((member, at) for at, member in enumerate(members))
    with psycopg.connect(make_conninfo(**server), autocommit=True) as connection:
        with connection.transaction():
            _write_rows(connection, sample, household.id, members)
        connection.execute("VACUUM ANALYZE")
    return Loaded(household, user, columns)


def _write_rows(
    connection: psycopg.Connection[Any],
    sample: Sample,
    household: UUID,
    members: Sequence[UUID],
) -> None:
    row = connection.execute(
        "SELECT id FROM tracker_entity WHERE household_id = %s", [household]
    ).fetchone()
    assert row is not None
    entity = row[0]
    ids = [uuid4() for _ in sample.positions]
    now = datetime.now(UTC)

    def copy(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        statement = f"COPY tracker_{table} (household_id, {columns}) FROM STDIN"
        with connection.cursor().copy(statement.encode()) as target:
            for row in rows:
                target.write_row((household, *row))

    copy(
        "position",
        'id, entity_id, name, side, category, currency, liquidity, contingent, "order"',
        (
            (
                ids[at],
                entity,
                position.name,
                position.side.code,
                position.category,
                position.currency,
                BY_KEY[position.side, position.category].liquidity or "",
                False,
                at,
            )
            for at, position in enumerate(sample.positions)
        ),
    )
    copy(
        "ownership",
        "position_id, member_id, since, parts",
        (
            (ids[at], members[member], since, part)
            for at, position in enumerate(sample.positions)
            for since, parts in position.owners
            for member, part in enumerate(parts)
            if part
        ),
    )
    copy("snapshot", "as_of, note", ((on, "") for on in sorted({on for _, on, _ in sample.values})))
    copy(
        "valuation",
        "position_id, as_of, amount, source, note, updated_at",
        ((ids[at], on, amount, "import", "", now) for at, on, amount in sample.values),
    )
    first = sample.dates[0]
    copy(
        "debtterms",
        'position_id, since, rate, method, minimum, "limit"',
        (
            (ids[at], first, rate, "reducing", payment, limit)
            for at, (rate, payment, limit) in sample.terms
        ),
    )
    copy("securedby", "debt_id, asset_id", ((ids[a], ids[b]) for a, b in sample.secured))
    copy(
        "budget",
        "since, currency, essential_spending, net_income, gross_income",
        [(first, CURRENCY, *BUDGET)],
    )
    copy(
        "rate",
        "base, quote, as_of, rate, source",
        ((base, quote, on, rate, "") for base, quote, on, rate in sample.rates),
    )
