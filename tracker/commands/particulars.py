"""What a person says of an item apart from its dated figures, and whether it makes sense."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounts.queries import HouseholdRow
from tracker.commands.commodities import find_or_make_commodity
from tracker.commands.errors import Refused
from tracker.commands.valuations import check_day
from tracker.models import CommodityKind, Entity, EntityKind, Liquidity, Position
from tracker.services.calendar import FIRST_DATE, LAST_DATE, is_in_range
from tracker.services.categories import Side, find_category, takes_allowance
from tracker.services.currencies import ACTIVE
from tracker.services.entities import may_deal
from tracker.services.names import is_visible

NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Units:
    """What a position is counted in, when not in money."""

    code: str
    name: str = ""
    kind: str = CommodityKind.OTHER


@dataclass(frozen=True, slots=True)
class Particulars:
    """All that a person says about a position apart from dated figures.

    None stands for the category's own (liquidity, interval_months, selling_discount, contingent).
    `currency` is the household's wherever `units` is given. Percent for discount, probability and
    allowance, which is kept of what others owe alone, as `due_on` is of debts. `counterparty`: the
    household's business on the other side of a debt or of money owed to the household.
    """

    name: str
    side: Side
    category: str
    currency: str
    units: Units | None = None
    liquidity: str | None = None
    interval_months: int | None = None
    selling_discount: Decimal | None = None
    contingent: bool | None = None
    probability: Decimal | None = None
    opened_on: date | None = None
    allowance: Decimal | None = None
    due_on: date | None = None
    counterparty: UUID | None = None


def clean_name(text: str) -> str:
    """A name as it is kept: trimmed, in composed Unicode form.

    Raises Refused (name_blank, name_long, name_characters).
    """
    name = unicodedata.normalize("NFC", text.strip())
    if not is_visible(name):
        raise Refused("name_blank")
    if len(name) > NAME_LENGTH:
        raise Refused("name_long", allowed=NAME_LENGTH)
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in name):
        raise Refused("name_characters")
    return name


def check_particulars(
    household: HouseholdRow,
    particulars: Particulars,
    *,
    today: date,
    held: Position | None = None,
    of_business: bool = False,
) -> dict[str, object]:
    """The columns of a position, once they make sense; `held` may keep a currency that is gone.

    Raises Refused (name_blank, name_long, name_characters, unknown_category, unknown_currency,
    contingent_asset, bad_percent, bad_interval, unknown_liquidity, date_range, date_future,
    no_dealing, no_business, and what find_or_make_commodity refuses).
    """
    side, category = particulars.side, find_category(particulars.side, particulars.category)
    if category is None:
        raise Refused("unknown_category")
    currency = particulars.currency
    kept = held is not None and held.currency == currency
    if particulars.units and not (kept and held is not None and held.commodity_id):
        currency = household.currency
    if currency not in ACTIVE and not kept:
        raise Refused("unknown_currency", currency=currency[:40])
    contingent = category.contingent if particulars.contingent is None else particulars.contingent
    if contingent and side is Side.ASSET:
        raise Refused("contingent_asset")
    percents = (particulars.selling_discount, particulars.probability, particulars.allowance)
    for percent in percents:
        if percent is not None and not 0 <= percent <= 100:
            raise Refused("bad_percent")
    if particulars.interval_months is not None and not 1 <= particulars.interval_months <= 120:
        raise Refused("bad_interval")
    liquidity = "" if side is Side.LIABILITY else particulars.liquidity or category.liquidity or ""
    if liquidity and liquidity not in Liquidity.values:
        raise Refused("unknown_liquidity")
    if particulars.opened_on is not None:
        check_day(particulars.opened_on, today=today)
    if particulars.due_on is not None and not is_in_range(particulars.due_on):
        raise Refused("date_range", first=FIRST_DATE, last=LAST_DATE)
    units = particulars.units
    commodity = (
        find_or_make_commodity(household, code=units.code, name=units.name, kind=units.kind)
        if units
        else None
    )
    return {
        "name": clean_name(particulars.name),
        "side": side.code,
        "category": category.code,
        "currency": currency,
        "commodity_id": commodity.pk if commodity else None,
        "liquidity": str(liquidity),
        "interval_months": particulars.interval_months,
        "selling_discount": particulars.selling_discount if side is Side.ASSET else None,
        "contingent": contingent,
        "probability": particulars.probability if contingent else None,
        "opened_on": particulars.opened_on,
        "allowance": particulars.allowance if takes_allowance(side, category.code) else None,
        "due_on": particulars.due_on if side is Side.LIABILITY else None,
        "counterparty_id": _counterparty(household, particulars, of_business=of_business),
    }


def _counterparty(
    household: HouseholdRow, particulars: Particulars, *, of_business: bool
) -> UUID | None:
    """The business on the other side, which only the household's own items may have."""
    wanted = particulars.counterparty
    if wanted is None:
        return None
    if of_business or not may_deal(particulars.side, particulars.category):
        raise Refused("no_dealing")
    known = Entity.objects.filter(household_id=household.id, pk=wanted)
    if not known.exclude(kind=EntityKind.HOUSEHOLD).exists():
        raise Refused("no_business")
    return wanted
