"""Writes how an item's value goes on between the days on which it is entered."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import lock_position
from tracker.models import ModelKind, Position, ValueModel
from tracker.services import books
from tracker.services.calendar import FIRST_DATE, LAST_DATE, date_of, is_in_range
from tracker.services.categories import Side
from tracker.services.money import LIMIT


@transaction.atomic
def set_model(
    household: HouseholdRow, *, actor: UUID | None, position_id: UUID, model: books.ValueModel
) -> None:
    """An item goes on by this model from its day `since` on, in place of the one it had.

    Figures that belong to another kind are dropped. Raises Refused (no_position,
    model_needs_money, model_kind, date_range, model_rate, model_end, negative, original_positive).
    """
    position = lock_position(household, position_id)
    values = _checked(position, model)
    ValueModel.objects.update_or_create(
        household_id=household.id, position=position, defaults=values
    )


@transaction.atomic
def remove_model(household: HouseholdRow, *, actor: UUID | None, position_id: UUID) -> None:
    """Its value stays as it was entered, in the past too. Raises Refused (no_position)."""
    lock_position(household, position_id)
    ValueModel.objects.filter(household_id=household.id, position_id=position_id).delete()


def _checked(position: Position, model: books.ValueModel) -> dict[str, object]:
    is_debt = position.side == Side.LIABILITY.code
    if position.commodity_id is not None or position.stake_in_id is not None:
        raise Refused("model_needs_money")
    if model.kind not in ModelKind.values or is_debt != (model.kind == ModelKind.LOAN):
        raise Refused("model_kind")
    since = _day(model.since)
    values: dict[str, object] = dict.fromkeys(("rate", "residual", "ends_on", "original"))
    if model.kind == ModelKind.LOAN:
        if model.original is not None and not 0 < model.original < LIMIT:
            raise Refused("original_positive")
        return values | {"kind": model.kind, "since": since, "original": model.original}
    if model.residual is not None and not 0 <= model.residual < LIMIT:
        raise Refused("negative")
    values |= {"kind": model.kind, "since": since, "residual": model.residual}
    if model.kind == ModelKind.DECLINING:
        return values | {"rate": _rate(model.rate)}
    if model.ends is None or model.ends <= model.since:
        raise Refused("model_end")
    return values | {"ends_on": _day(model.ends)}


def _rate(rate: Decimal | None) -> Decimal:
    if rate is None or not 0 < rate <= 100:
        raise Refused("model_rate")
    return rate


def _day(number: int) -> date:
    day = date_of(number)
    if not is_in_range(day):
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    return day
