"""Writes a household's businesses and funds: what they are, their dated figures and payments."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.particulars import Particulars, clean_name
from tracker.commands.positions import lock_sheet, open_position
from tracker.commands.valuations import check_day, lock_positions, record_valuation, same_but
from tracker.models import Entity, EntityFigures, EntityFlow, EntityKind, FlowKind, Position
from tracker.services.categories import Side
from tracker.services.currencies import ACTIVE
from tracker.services.entities import WITH_SHARES
from tracker.services.money import LIMIT

NAME_LENGTH = 100
STAKE_CATEGORIES = {
    EntityKind.COMPANY: "business",
    EntityKind.FUND: "investments",
    EntityKind.REIT: "investments",
}


@dataclass(frozen=True, slots=True)
class Business:
    """What a person says of a business apart from its figures."""

    name: str
    kind: str
    currency: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Dated figures; None leaves what held before. See models.EntityFigures."""

    outstanding: Decimal | None = None
    held: Decimal | None = None
    percent: Decimal | None = None
    preferred: Decimal | None = None
    share_price: Decimal | None = None

    @property
    def given(self) -> dict[str, Decimal]:
        """Those that are not None, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


FIGURES = tuple(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class ValueSeen:
    """An amount for one item and the version of the value that the form was made from."""

    amount: Decimal
    version: int


@transaction.atomic
def open_business(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    business: Business,
    since: date,
    figures: Figures,
) -> UUID:
    """Add a business or fund with the figures known from a day on; its id. What can belong to
    somebody gets an item of its name on the household's own sheet, for the household's part.

    One of the same name, kind and currency is left as it is, so that a form sent twice answers the
    same. Raises Refused (name_blank, name_long, name_characters, business_taken, unknown_kind,
    unknown_currency, name_taken, and what set_figures refuses).
    """
    # One at a time: two forms of the same name see each other.
    lock_sheet(household, None)
    values = _checked(business)
    twin = Entity.objects.filter(household_id=household.id, name=values["name"]).first()
    if twin is not None:
        if (twin.kind, twin.currency) == (business.kind, business.currency):
            return twin.pk
        raise Refused("business_taken", name=twin.name)
    entity = Entity.objects.create(household_id=household.id, **values)
    if business.kind in WITH_SHARES:
        stake = open_position(
            household,
            actor=actor,
            today=today,
            particulars=Particulars(
                name=entity.name,
                side=Side.ASSET,
                category=STAKE_CATEGORIES[EntityKind(business.kind)],
                currency=household.currency,
            ),
            new=True,
        )
        Position.objects.filter(household_id=household.id, pk=stake).update(stake_in=entity)
    if figures.given:
        _set_figures(household, entity, since, figures)
    return entity.pk


@transaction.atomic
def edit_business(
    household: HouseholdRow, *, actor: UUID | None, business_id: UUID, business: Business
) -> None:
    """Change what is said of it, for all dates. One that can belong to somebody stays so.

    Raises Refused as open_business does, and no_business, other_kind.
    """
    entity = lock_sheet(household, business_id)
    values = _checked(business, kept=entity.currency)
    others = Entity.objects.filter(household_id=household.id, name=values["name"])
    if others.exclude(pk=entity.pk).exists():
        raise Refused("business_taken", name=values["name"])
    if (entity.kind in WITH_SHARES) != (business.kind in WITH_SHARES):
        raise Refused("other_kind")
    for name, value in values.items():
        setattr(entity, name, value)
    entity.save(update_fields=list(values))


@transaction.atomic
def archive_business(
    household: HouseholdRow, *, actor: UUID | None, business_id: UUID, archived: bool
) -> None:
    """Hide it from lists, or show it again; totals stay as they are. Raises Refused
    (no_business)."""
    entity = lock_sheet(household, business_id)
    if archived != (entity.archived_at is not None):
        entity.archived_at = timezone.now() if archived else None
        entity.save(update_fields=["archived_at"])


@transaction.atomic
def set_figures(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    business_id: UUID,
    since: date,
    figures: Figures,
) -> None:
    """What holds from a day on; replaces what was said of that very day.

    Raises Refused (no_business, date_range, date_future, no_figures, negative, bad_percent,
    held_above_outstanding).
    """
    _set_figures(household, lock_sheet(household, business_id), since, figures)


@transaction.atomic
def remove_figures(
    household: HouseholdRow, *, actor: UUID | None, business_id: UUID, since: date
) -> None:
    """Take the figures of that day away. Raises Refused (no_business)."""
    entity = lock_sheet(household, business_id)
    EntityFigures.objects.filter(household_id=household.id, entity=entity, as_of=since).delete()


@transaction.atomic
def add_payment(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    business_id: UUID,
    on: date,
    kind: str,
    amount: Decimal,
) -> None:
    """Money paid out to the owners or put in by them on a day. The same once more changes nothing.

    Raises Refused (no_business, date_range, date_future, unknown_kind, no_amount, payment_taken).
    """
    entity = lock_sheet(household, business_id)
    check_day(on, today=today)
    if kind not in FlowKind.values:
        raise Refused("unknown_kind")
    if not amount or abs(amount) >= LIMIT:
        raise Refused("no_amount")
    here = {"household_id": household.id, "entity": entity, "on": on, "kind": kind}
    held = EntityFlow.objects.filter(**here).first()
    if held is None:
        EntityFlow.objects.create(**here, amount=amount)
    elif held.amount != amount:
        raise Refused("payment_taken", date=on)


@transaction.atomic
def remove_payment(
    household: HouseholdRow, *, actor: UUID | None, business_id: UUID, on: date, kind: str
) -> None:
    """Take a payment away. Raises Refused (no_business)."""
    entity = lock_sheet(household, business_id)
    EntityFlow.objects.filter(household_id=household.id, entity=entity, on=on, kind=kind).delete()


@transaction.atomic
def record_values(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    business_id: UUID,
    as_of: date,
    values: Mapping[UUID, ValueSeen],
) -> None:
    """What some of its items amount to on a date, all or none. What else a value says is kept.

    Raises Conflict and Refused as record_valuation does, and no_business, no_position.
    """
    entity = lock_sheet(household, business_id)
    positions = lock_positions(household, list(values))
    if any(position.entity_id != entity.pk for position in positions.values()):
        raise Refused("no_position")
    for position_id, seen in values.items():
        record_valuation(
            household,
            actor=actor,
            today=today,
            position_id=position_id,
            as_of=as_of,
            figures=same_but(household, position_id, as_of, amount=seen.amount),
            version=seen.version,
        )


def _checked(business: Business, *, kept: str = "") -> dict[str, str]:
    """The columns, once they make sense; `kept`: a currency that may stay though it is gone."""
    name = clean_name(business.name)
    if len(name) > NAME_LENGTH:
        raise Refused("name_long", allowed=NAME_LENGTH)
    if business.kind not in EntityKind.values or business.kind == EntityKind.HOUSEHOLD:
        raise Refused("unknown_kind")
    if business.currency not in ACTIVE and business.currency != kept:
        raise Refused("unknown_currency", currency=business.currency[:40])
    return {"name": name, "kind": business.kind, "currency": business.currency}


def _set_figures(household: HouseholdRow, entity: Entity, since: date, figures: Figures) -> None:
    check_day(since, today=date.max)
    given = figures.given
    if not given:
        raise Refused("no_figures")
    if any(not 0 <= value < LIMIT for value in given.values()):
        raise Refused("negative")
    if figures.percent is not None and figures.percent > 100:
        raise Refused("bad_percent")
    EntityFigures.objects.update_or_create(
        household_id=household.id,
        entity=entity,
        as_of=since,
        defaults=asdict(figures),
    )
    _check_shares(household, entity)


def _check_shares(household: HouseholdRow, entity: Entity) -> None:
    """On no day is more held than there is, by whatever figures hold on from before."""
    there = held = None
    rows = EntityFigures.objects.filter(household_id=household.id, entity=entity)
    for row in rows.order_by("as_of"):
        there = there if row.outstanding is None else row.outstanding
        held = held if row.held is None else row.held
        if there is not None and held is not None and held > there:
            raise Refused("held_above_outstanding")
