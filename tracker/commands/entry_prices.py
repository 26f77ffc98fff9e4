"""Writes the price of one unit beside a cell of the entry grid: seen, checked and settled first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.models import Commodity, Position, Price
from tracker.services.entry import PriceEntry
from tracker.services.money import LIMIT

type Key = tuple[UUID, str]
"""What is priced, and the currency of the price."""


@dataclass(frozen=True, slots=True)
class PriceChange:
    """What a price becomes; None removes it."""

    key: Key
    price: Decimal | None


@dataclass(slots=True)
class Prices:
    """The prices of one date as they stand, with the changes taken so far."""

    now: dict[Key, Decimal]
    changes: dict[Key, Decimal | None] = field(default_factory=dict)

    def settle(self, position: Position, entry: PriceEntry | None) -> PriceChange | Refused | None:
        """What an entry asks for: nothing new, a change, or a reason against it."""
        key = _key(position)
        if entry is None or key is None or self.now.get(key) == entry.price:
            return None
        if self.now.get(key) == entry.seen:
            return PriceChange(key, entry.price)
        if key in self.now:
            return Refused("price_meanwhile", price=self.now[key])
        return Refused("price_meanwhile_gone")

    def take(self, change: PriceChange | None) -> None:
        """Two items in the same units have one price: the second sees what the first made of it."""
        if change is None:
            return
        self.changes[change.key] = change.price
        if change.price is None:
            self.now.pop(change.key, None)
        else:
            self.now[change.key] = change.price


def check_price(position: Position, entry: PriceEntry | None) -> None:
    """Raise Refused where it makes no sense: a price of money, or one that is not above zero."""
    if entry is None:
        return
    if position.commodity_id is None:
        raise Refused("no_units")
    if entry.price is not None and not 0 < entry.price < LIMIT:
        raise Refused("price_positive")


def lock_prices(household: HouseholdRow, positions: Sequence[Position]) -> None:
    """Hold what these positions are counted in until the transaction ends, in the order of ids."""
    ids = [position.commodity_id for position in positions if position.commodity_id is not None]
    if ids:
        held = Commodity.objects.select_for_update(no_key=True).filter(household_id=household.id)
        list(held.filter(pk__in=ids).order_by("pk").values_list("pk"))


def prices_of(household: HouseholdRow, as_of: date, positions: Sequence[Position]) -> Prices:
    """The prices that these positions' units have on the date, in one statement."""
    ids = [position.commodity_id for position in positions if position.commodity_id is not None]
    if not ids:
        return Prices({})
    found = Price.objects.filter(household_id=household.id, commodity_id__in=ids, as_of=as_of)
    return Prices(
        {
            (commodity_id, currency): price
            for commodity_id, currency, price in found.values_list(
                "commodity_id", "currency", "price"
            )
        }
    )


def write_prices(
    household: HouseholdRow, *, as_of: date, changes: Mapping[Key, Decimal | None]
) -> None:
    """Make all changes; where a new price came from is not asked in the grid."""
    written = [
        Price(
            household_id=household.id,
            commodity_id=commodity_id,
            currency=currency,
            as_of=as_of,
            price=price,
        )
        for (commodity_id, currency), price in changes.items()
        if price is not None
    ]
    if written:
        Price.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["household", "commodity", "currency", "as_of"],
            update_fields=["price", "source"],
        )
    removed = [key for key, price in changes.items() if price is None]
    if removed:
        of_date = Price.objects.filter(household_id=household.id, as_of=as_of)
        keys = [Q(commodity_id=unit, currency=currency) for unit, currency in removed]
        of_date.filter(reduce(or_, keys)).delete()


def _key(position: Position) -> Key | None:
    if position.commodity_id is None:
        return None
    return position.commodity_id, position.currency
