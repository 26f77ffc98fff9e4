"""Writes what units are counted in, what one of them is worth, and the household's own rates."""

import re
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.commands.valuations import check_day
from tracker.models import Commodity, CommodityKind, Price, Rate
from tracker.services.currencies import is_known
from tracker.services.records import PositionRow

CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,32}", re.ASCII)
LIMIT: Final = 10**15


def find_or_make_commodity(
    household: HouseholdRow, *, code: str, name: str = "", kind: str = CommodityKind.OTHER
) -> Commodity:
    """The household's unit of this code, made where missing; a name or kind given here is kept
    only for a new one. Codes that differ by case alone are the same unit.

    Raises Refused (commodity_code, commodity_is_currency, commodity_kind).
    """
    if not CODE.fullmatch(code):
        raise Refused("commodity_code", found=code[:40])
    if is_known(code.upper()):
        raise Refused("commodity_is_currency", currency=code.upper())
    if kind not in CommodityKind.values:
        raise Refused("commodity_kind")
    known = Commodity.objects.filter(household_id=household.id)
    found = known.filter(code=code).first() or known.filter(code__iexact=code).first()
    if found is not None:
        return found
    fresh = Commodity(household_id=household.id, code=code, name=name.strip(), kind=kind)
    Commodity.objects.bulk_create([fresh], ignore_conflicts=True)
    return known.get(code=code)


@transaction.atomic
def set_price(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    commodity_id: UUID,
    currency: str,
    as_of: date,
    price: Decimal,
) -> None:
    """What one unit was worth on a date, in place of what was entered for that date before.

    Raises Refused (no_commodity, unknown_currency, date_range, date_future, price_positive).
    """
    check_day(as_of, today=today)
    _check_positive(price)
    if not is_known(currency):
        raise Refused("unknown_currency", currency=currency)
    if not Commodity.objects.filter(household_id=household.id, pk=commodity_id).exists():
        raise Refused("no_commodity")
    Price.objects.update_or_create(
        household_id=household.id,
        commodity_id=commodity_id,
        currency=currency,
        as_of=as_of,
        defaults={"price": price},
    )


@transaction.atomic
def set_rate(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    base: str,
    quote: str,
    as_of: date,
    rate: Decimal,
) -> None:
    """What one unit of `base` was worth in `quote` on a date, in place of an earlier entry.

    Raises Refused (unknown_currency, same_currency, date_range, date_future, price_positive).
    """
    check_day(as_of, today=today)
    _check_positive(rate)
    for currency in (base, quote):
        if not is_known(currency):
            raise Refused("unknown_currency", currency=currency)
    if base == quote:
        raise Refused("same_currency", currency=base)
    Rate.objects.update_or_create(
        household_id=household.id, base=base, quote=quote, as_of=as_of, defaults={"rate": rate}
    )


def _check_positive(value: Decimal) -> None:
    if not 0 < value < LIMIT:
        raise Refused("price_positive")


def price_position(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    today: date,
    row: PositionRow,
    as_of: date,
    price: Decimal,
) -> None:
    """What one unit of an item was worth in the household's currency: a price, or a rate.

    Raises what set_price and set_rate refuse.
    """
    if row.commodity is not None:
        set_price(
            household,
            actor=actor,
            today=today,
            commodity_id=row.commodity.id,
            currency=household.currency,
            as_of=as_of,
            price=price,
        )
        return
    set_rate(
        household,
        actor=actor,
        today=today,
        base=row.currency,
        quote=household.currency,
        as_of=as_of,
        rate=price,
    )
