"""Reads what the household owns and owes: the list, one item, and what surrounds it."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear

from accounts.queries import HouseholdRow
from tracker.models import (
    Commodity,
    DebtTerms,
    Ownership,
    Position,
    Price,
    Rate,
    SecuredBy,
    Snapshot,
    Source,
    Valuation,
)
from tracker.services.categories import Side
from tracker.services.records import (
    CommodityRow,
    OwnershipRow,
    PositionRow,
    PriceRow,
    TermsRow,
    ValuationRow,
)

FINGERPRINTED = (
    "name",
    "side",
    "category",
    "currency",
    "commodity_id",
    "liquidity",
    "interval_months",
    "selling_discount",
    "contingent",
    "probability",
    "opened_on",
    "allowance",
    "due_on",
    "counterparty_id",
)


def list_positions(
    household: HouseholdRow, *, business_id: UUID | None = None
) -> Sequence[PositionRow]:
    """All of the household's own items, or those of one of its businesses, closed and archived
    ones too, in the order of the books."""
    positions = Position.objects.filter(household_id=household.id)
    if business_id is None:
        positions = positions.filter(entity__kind="household")
    else:
        positions = positions.filter(entity_id=business_id)
    return tuple(
        _position_row(position)
        for position in positions.select_related("commodity", "entity").order_by("order", "id")
    )


def find_position(household: HouseholdRow, position_id: UUID) -> PositionRow | None:
    """The item with this id, its own or of one of its businesses; None where the household has
    none."""
    found = (
        Position.objects.filter(household_id=household.id, pk=position_id)
        .select_related("commodity", "entity")
        .first()
    )
    return _position_row(found) if found else None


def list_commodities(household: HouseholdRow) -> Sequence[CommodityRow]:
    """The household's units by code."""
    units = Commodity.objects.filter(household_id=household.id).order_by("code")
    return tuple(_commodity_row(unit) for unit in units)


def list_valuations(
    household: HouseholdRow, position_id: UUID, *, year: int | None = None, limit: int
) -> Sequence[ValuationRow]:
    """An item's values, newest first, of one year or of all, at most `limit` of them."""
    values = _valuations(household, position_id)
    if year is not None:
        values = values.filter(as_of__range=(date(year, 1, 1), date(year, 12, 31)))
    return tuple(_valuation_row(row) for row in values.order_by("-as_of")[:limit])


def list_estimates(household: HouseholdRow, position_id: UUID) -> frozenset[date]:
    """The dates of an item's values that are the household's own estimates."""
    values = Valuation.objects.filter(household_id=household.id, position_id=position_id)
    return frozenset(values.filter(source=Source.ESTIMATE).values_list("as_of", flat=True))


def find_valuation(household: HouseholdRow, position_id: UUID, as_of: date) -> ValuationRow | None:
    """An item's value of one date, None where there is none."""
    found = _valuations(household, position_id).filter(as_of=as_of).first()
    return _valuation_row(found) if found else None


def count_valuations(household: HouseholdRow, position_id: UUID) -> dict[int, int]:
    """How many values an item has in each year, newest year first."""
    counted = (
        Valuation.objects.filter(household_id=household.id, position_id=position_id)
        .annotate(year=ExtractYear("as_of"))
        .values("year")
        .annotate(count=Count("id"))
        .order_by("-year")
    )
    return {row["year"]: row["count"] for row in counted}


def list_ownership(household: HouseholdRow, position_id: UUID) -> Sequence[OwnershipRow]:
    """An item's ownership sets, newest first."""
    sets: dict[date, list[tuple[UUID, int]]] = {}
    rows = Ownership.objects.filter(household_id=household.id, position_id=position_id)
    for row in rows.order_by("-since", "member_id"):
        sets.setdefault(row.since, []).append((row.member_id, row.parts))
    return tuple(OwnershipRow(since, tuple(parts)) for since, parts in sets.items())


def list_terms(household: HouseholdRow, position_id: UUID) -> Sequence[TermsRow]:
    """A debt's conditions, newest first."""
    rows = DebtTerms.objects.filter(household_id=household.id, position_id=position_id)
    return tuple(_terms_row(row) for row in rows.order_by("-since"))


def latest_terms(household: HouseholdRow, on: date) -> dict[UUID, TermsRow]:
    """Each debt's conditions on a date."""
    rows = DebtTerms.objects.filter(household_id=household.id, since__lte=on)
    newest = rows.order_by("position_id", "-since").distinct("position_id")
    return {row.position_id: _terms_row(row) for row in newest}


def list_secured(household: HouseholdRow, position_id: UUID) -> frozenset[UUID]:
    """The assets a debt is secured on, or the debts that are secured on an asset."""
    links = SecuredBy.objects.filter(household_id=household.id)
    debts = links.filter(asset_id=position_id).values_list("debt_id", flat=True)
    assets = links.filter(debt_id=position_id).values_list("asset_id", flat=True)
    return frozenset(debts.union(assets))


def list_prices(household: HouseholdRow, commodity_id: UUID, *, limit: int) -> Sequence[PriceRow]:
    """The newest prices of a unit, newest first."""
    rows = Price.objects.filter(household_id=household.id, commodity_id=commodity_id)
    newest = rows.order_by("-as_of", "currency")[:limit]
    return tuple(PriceRow(row.as_of, row.price, row.currency) for row in newest)


def list_rates(household: HouseholdRow, base: str, *, limit: int) -> Sequence[PriceRow]:
    """The newest rates of a currency that the household entered itself, newest first."""
    rows = Rate.objects.filter(household_id=household.id, base=base)
    newest = rows.order_by("-as_of", "quote")[:limit]
    return tuple(PriceRow(row.as_of, row.rate, row.quote) for row in newest)


def fingerprint(position: Position) -> str:
    """A short print of what a person may edit, to tell a form made from an older state."""
    text = "\x1f".join(str(getattr(position, name)) for name in FINGERPRINTED)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _position_row(position: Position) -> PositionRow:
    return PositionRow(
        id=position.pk,
        name=position.name,
        side=Side.of(position.side),
        category=position.category,
        currency=position.currency,
        commodity=_commodity_row(position.commodity) if position.commodity else None,
        liquidity=position.liquidity,
        interval_months=position.interval_months,
        selling_discount=position.selling_discount,
        contingent=position.contingent,
        probability=position.probability,
        opened_on=position.opened_on,
        closed_on=position.closed_on,
        archived=position.archived_at is not None,
        fingerprint=fingerprint(position),
        allowance=position.allowance,
        due_on=position.due_on,
        business=None if position.entity.kind == "household" else position.entity_id,
        stake=position.stake_in_id,
        counterparty=position.counterparty_id,
    )


def _commodity_row(unit: Commodity) -> CommodityRow:
    return CommodityRow(unit.pk, unit.code, unit.name, unit.kind)


def _terms_row(row: DebtTerms) -> TermsRow:
    return TermsRow(row.since, row.rate, row.method, row.minimum, row.limit)


def _valuations(household: HouseholdRow, position_id: UUID) -> Any:
    closed = Snapshot.objects.filter(
        household_id=OuterRef("household_id"), as_of=OuterRef("as_of"), closed_at__isnull=False
    )
    values = Valuation.objects.filter(household_id=household.id, position_id=position_id)
    return values.annotate(closed=Exists(closed))


def _valuation_row(row: Any) -> ValuationRow:
    return ValuationRow(
        row.as_of,
        row.amount,
        row.book,
        row.liquidation,
        row.source,
        row.note,
        row.version,
        row.updated_at,
        row.updated_by_id,
        bool(row.closed),
        row.low,
        row.contribution,
    )
