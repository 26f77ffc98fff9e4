"""Writes what the household owns and owes: adding, changing, closing and putting away an item."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.ownership import replace_owners
from tracker.commands.particulars import Particulars, check_particulars
from tracker.commands.securities import secure_debt
from tracker.commands.valuations import Figures, check_day, lock_position, record_valuation
from tracker.models import (
    DebtTerms,
    Entity,
    EntityKind,
    Position,
    SecuredBy,
    Snapshot,
    Valuation,
    ValueModel,
)
from tracker.queries.positions import fingerprint
from tracker.services.categories import Side


@dataclass(frozen=True, slots=True)
class FirstValue:
    """The first known value of a position that is added."""

    as_of: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What may be said with a new position: owners' parts, its first value, its security."""

    owners: Mapping[UUID, int] = field(default_factory=dict)
    first: FirstValue | None = None
    secured_on: Collection[UUID] = ()


@transaction.atomic
def open_position(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    particulars: Particulars,
    around: Surroundings | None = None,
    business_id: UUID | None = None,
    new: bool = False,
) -> UUID:
    """Add a position to the household's own balance sheet, or to that of one of its businesses;
    its id.

    A position that is there already with the same particulars and first value is left as it is and
    its id given, so that a form sent twice answers the same, unless it must be `new`. Raises
    Refused (no_business, name_blank, name_long, name_characters, name_taken, unknown_category,
    unknown_currency, bad_percent, …) and what record_valuation, replace_owners and secure_debt
    refuse.
    """
    around = around or Surroundings()
    # One at a time: two forms of the same name see each other.
    entity = lock_sheet(household, business_id)
    values = check_particulars(
        household, particulars, today=today, of_business=business_id is not None
    )
    siblings = Position.objects.filter(household_id=household.id, entity=entity)
    twin = siblings.filter(name=values["name"]).first()
    if twin is not None:
        if not new and _is_same(twin, values, around.first):
            return twin.pk
        raise Refused("name_taken", name=values["name"])
    last = siblings.order_by("-order").values_list("order", flat=True).first()
    position = Position.objects.create(
        household_id=household.id, entity=entity, order=0 if last is None else last + 1, **values
    )
    if around.owners:
        first = around.first.as_of if around.first else particulars.opened_on or today
        replace_owners(household, position=position, since=first, parts=around.owners)
    if around.secured_on:
        secure_debt(household, debt=position, assets=around.secured_on)
    if around.first is not None:
        record_valuation(
            household,
            actor=actor,
            today=today,
            position_id=position.pk,
            as_of=around.first.as_of,
            figures=around.first.figures,
            version=0,
        )
    return position.pk


@transaction.atomic
def edit_position(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    position_id: UUID,
    particulars: Particulars,
    seen: str = "",
) -> None:
    """Change a position's particulars, for all dates.

    `seen` is the fingerprint of what the form was made from. What figures are counted in and on
    which side they stand is fixed once a closed month holds one. Raises Refused as open_position
    does, and no_position, changed_meanwhile, counted_in_closed, side_in_closed, side_has_links,
    opened_after_values, closed_before_opened.
    """
    position = lock_position(household, position_id)
    values = check_particulars(
        household,
        particulars,
        today=today,
        held=position,
        of_business=position.entity.kind != EntityKind.HOUSEHOLD,
    )
    if all(getattr(position, name) == value for name, value in values.items()):
        return
    if seen and seen != fingerprint(position):
        raise Refused("changed_meanwhile")
    _check_change(household, position, values)
    for name, value in values.items():
        setattr(position, name, value)
    position.save(update_fields=list(values))


@transaction.atomic
def close_position(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    position_id: UUID,
    closed_on: date,
) -> None:
    """From this date on it counts nothing; earlier dates keep it for ever.

    Raises Refused (no_position, date_range, date_future, closed_before_opened, values_after_close).
    """
    position = lock_position(household, position_id)
    check_day(closed_on, today=today)
    if position.opened_on is not None and closed_on < position.opened_on:
        raise Refused("closed_before_opened", date=closed_on, opened=position.opened_on)
    later = Valuation.objects.filter(
        household_id=household.id, position_id=position_id, as_of__gte=closed_on
    ).order_by("as_of")
    dates = tuple(later.values_list("as_of", flat=True)[:4])
    if dates:
        raise Refused("values_after_close", date=closed_on, dates=dates[:3], more=len(dates) > 3)
    position.closed_on = closed_on
    position.save(update_fields=["closed_on"])


@transaction.atomic
def reopen_position(household: HouseholdRow, *, actor: UUID | None, position_id: UUID) -> None:
    """It counts again from its last value on. Raises Refused (no_position)."""
    position = lock_position(household, position_id)
    position.closed_on = None
    position.save(update_fields=["closed_on"])


@transaction.atomic
def archive_position(household: HouseholdRow, *, actor: UUID | None, position_id: UUID) -> None:
    """Hide it from lists; totals stay as they are. Raises Refused (no_position)."""
    position = lock_position(household, position_id)
    if position.archived_at is None:
        position.archived_at = timezone.now()
        position.save(update_fields=["archived_at"])


@transaction.atomic
def unarchive_position(household: HouseholdRow, *, actor: UUID | None, position_id: UUID) -> None:
    """Show it in lists again. Raises Refused (no_position)."""
    position = lock_position(household, position_id)
    position.archived_at = None
    position.save(update_fields=["archived_at"])


def lock_sheet(household: HouseholdRow, business_id: UUID | None) -> Entity:
    """The household's own balance sheet, or that of one of its businesses, held until the
    transaction ends; Refused(no_business)."""
    sheets = Entity.objects.select_for_update(no_key=True).filter(household_id=household.id)
    if business_id is None:
        return sheets.get(kind=EntityKind.HOUSEHOLD)
    found = sheets.filter(pk=business_id).exclude(kind=EntityKind.HOUSEHOLD).first()
    if found is None:
        raise Refused("no_business")
    return found


def _check_change(household: HouseholdRow, position: Position, values: dict[str, object]) -> None:
    if position.stake_in_id is not None and not (
        values["side"] == Side.ASSET.code
        and values["commodity_id"] is None
        and values["counterparty_id"] is None
    ):
        raise Refused("part_of_business")
    siblings = Position.objects.filter(household_id=household.id, entity_id=position.entity_id)
    if siblings.filter(name=values["name"]).exclude(pk=position.pk).exists():
        raise Refused("name_taken", name=values["name"])
    valued = Valuation.objects.filter(household_id=household.id, position=position)
    counted = ("currency", "commodity_id")
    recounted = any(getattr(position, name) != values[name] for name in counted)
    turned = position.side != values["side"]
    if recounted or turned:
        closed = Snapshot.objects.filter(
            household_id=household.id, closed_at__isnull=False, as_of__in=valued.values("as_of")
        ).order_by("as_of")
        if (month := closed.values_list("as_of", flat=True).first()) is not None:
            raise Refused("counted_in_closed" if recounted else "side_in_closed", date=month)
    if turned and _has_links(household, position):
        raise Refused("side_has_links")
    opened = values["opened_on"]
    if isinstance(opened, date):
        before = valued.filter(as_of__lt=opened).order_by("as_of")
        if (first := before.values_list("as_of", flat=True).first()) is not None:
            raise Refused("opened_after_values", date=opened, first=first)
        if position.closed_on is not None and position.closed_on < opened:
            raise Refused("closed_before_opened", date=position.closed_on, opened=opened)


def _has_links(household: HouseholdRow, position: Position) -> bool:
    secured = SecuredBy.objects.filter(household_id=household.id)
    of_position = {"household_id": household.id, "position": position}
    return (
        secured.filter(debt=position).exists()
        or secured.filter(asset=position).exists()
        or DebtTerms.objects.filter(**of_position).exists()
        or ValueModel.objects.filter(**of_position).exists()
    )


def _is_same(position: Position, values: dict[str, object], first: FirstValue | None) -> bool:
    if any(getattr(position, name) != value for name, value in values.items()):
        return False
    if first is None:
        return True
    held = Valuation.objects.filter(
        household_id=position.household_id, position=position, as_of=first.as_of
    ).first()
    return held is not None and held.amount == first.figures.amount
