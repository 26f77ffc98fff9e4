"""Reads everything that a household has kept, for the archive and for what a deletion takes."""

from collections.abc import Iterator, Sequence
from datetime import date

from accounts.models import Member
from accounts.queries import HouseholdRow, list_members
from tracker.exporters import (
    PositionLine,
    PriceLine,
    ValuationLine,
    write_history_csv,
    write_positions_csv,
    write_prices_csv,
    write_valuations_csv,
)
from tracker.exporters.archive import ArchiveFile, write_archive, write_table
from tracker.exporters.csv_text import Cell
from tracker.exporters.history_rows import build_history_rows
from tracker.models import (
    Budget,
    Closing,
    Commodity,
    DatedNote,
    DebtTerms,
    EntityKind,
    Ownership,
    Position,
    Price,
    Rate,
    RatioGuide,
    SecuredBy,
    Snapshot,
    Valuation,
    ValueModel,
)
from tracker.queries.books import household_books
from tracker.queries.export_businesses import BUSINESS, business_files
from tracker.queries.positions import list_positions
from tracker.services.calendar import month_ends
from tracker.services.categories import Liquidity
from tracker.services.contents import Contents
from tracker.services.networth import first_date, monthly_history
from tracker.services.records import PositionRow

type Rows = Iterator[Sequence[Cell]]


def count_contents(household: HouseholdRow) -> Contents:
    """What an archive holds and a deletion takes."""
    of = {"household_id": household.id}
    return Contents(
        items=Position.objects.filter(**of).count(),
        months=Snapshot.objects.filter(**of).count(),
        values=Valuation.objects.filter(**of).count(),
        people=Member.objects.filter(**of).count(),
    )


def household_archive(household: HouseholdRow, *, today: date, readme: str) -> bytes:
    """The whole household as a zip; `readme` says in words what is in it."""
    positions = list_positions(household)
    files = [
        write_table("household.csv", [_household(household)]),
        write_table("members.csv", ([m.name] for m in list_members(household.id))),
        ArchiveFile("items.csv", write_positions_csv(map(_position_line, positions))),
        write_table("item-details.csv", _details(household)),
        ArchiveFile("values.csv", write_valuations_csv(_value_lines(household, positions))),
        write_table("value-details.csv", _value_details(household)),
        write_table("units.csv", _units(household)),
        ArchiveFile("prices.csv", write_prices_csv(_price_lines(household))),
        ArchiveFile("rates.csv", write_prices_csv(_rate_lines(household))),
        write_table("price-sources.csv", _price_sources(household)),
        write_table("ownership.csv", _ownership(household)),
        write_table("debt-terms.csv", _terms(household)),
        write_table("secured.csv", _secured(household)),
        write_table("models.csv", _models(household)),
        *business_files(household),
        write_table("months.csv", _months(household)),
        write_table("closings.csv", _closings(household)),
        write_table("notes.csv", _notes(household)),
        write_table("budgets.csv", _budgets(household)),
        write_table("guides.csv", _guides(household)),
        ArchiveFile("history.csv", _history(household, today)),
    ]
    return write_archive(readme, files)


def _household(household: HouseholdRow) -> Sequence[Cell]:
    return (
        household.name,
        household.currency,
        household.zone,
        household.language,
        household.cadence,
    )


def _position_line(row: PositionRow) -> PositionLine:
    return PositionLine(
        position=row.name,
        side=row.side,
        category=row.category,
        commodity=row.commodity.code if row.commodity else row.currency,
        liquidity=Liquidity(row.liquidity) if row.liquidity else None,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        contingent=row.contingent,
        probability=row.probability,
        allowance=row.allowance,
        due_on=row.due_on,
    )


def _details(household: HouseholdRow) -> Rows:
    own = Position.objects.filter(household_id=household.id, entity__kind=EntityKind.HOUSEHOLD)
    rows = own.order_by("order", "id").values_list(
        "name",
        "currency",
        "archived_at",
        "interval_months",
        "selling_discount",
        "counterparty__name",
        "stake_in__name",
    )
    for name, currency, archived_at, *rest in rows:
        yield name, currency, archived_at is not None, *rest


def _value_lines(
    household: HouseholdRow, positions: Sequence[PositionRow]
) -> Iterator[ValuationLine]:
    lines = {row.id: _position_line(row) for row in positions}
    values = (
        Valuation.objects.filter(household_id=household.id, position_id__in=lines)
        .order_by("as_of", "position__order", "position_id")
        .values_list("position_id", "as_of", "amount", "book", "liquidation", "source", "note")
    )
    for position_id, as_of, amount, book, liquidation, source, note in values.iterator():
        line = lines[position_id]
        yield ValuationLine(
            date=as_of,
            position=line.position,
            side=line.side,
            category=line.category,
            commodity=line.commodity,
            amount=amount,
            book=book,
            liquidation=liquidation,
            source=source,
            note=note,
        )


def _value_details(household: HouseholdRow) -> Rows:
    values = Valuation.objects.filter(household_id=household.id)
    told = values.exclude(low__isnull=True, contribution__isnull=True)
    rows = told.order_by("as_of", "position__order", "position_id")
    yield from rows.values_list("as_of", "position__name", "low", "contribution", BUSINESS)


def _units(household: HouseholdRow) -> Rows:
    units = Commodity.objects.filter(household_id=household.id)
    yield from units.order_by("code").values_list("code", "name", "kind")


def _price_lines(household: HouseholdRow) -> Iterator[PriceLine]:
    prices = Price.objects.filter(household_id=household.id)
    rows = prices.order_by("as_of", "commodity__code", "currency")
    for row in rows.values_list("as_of", "commodity__code", "price", "currency"):
        yield PriceLine(*row)


def _rate_lines(household: HouseholdRow) -> Iterator[PriceLine]:
    rates = Rate.objects.filter(household_id=household.id).order_by("as_of", "base", "quote")
    for row in rates.values_list("as_of", "base", "rate", "quote"):
        yield PriceLine(*row)


def _price_sources(household: HouseholdRow) -> Rows:
    """Where prices, then rates, are from, as far as somebody said so."""
    prices = Price.objects.filter(household_id=household.id).exclude(source="")
    rows = prices.order_by("as_of", "commodity__code", "currency")
    yield from rows.values_list("as_of", "commodity__code", "currency", "source")
    rates = Rate.objects.filter(household_id=household.id).exclude(source="")
    yield from rates.order_by("as_of", "base", "quote").values_list(
        "as_of", "base", "quote", "source"
    )


def _ownership(household: HouseholdRow) -> Rows:
    parts = Ownership.objects.filter(household_id=household.id)
    rows = parts.order_by("position__order", "position_id", "since", "member__order", "member_id")
    yield from rows.values_list("since", "position__name", "member__name", "parts")


def _terms(household: HouseholdRow) -> Rows:
    terms = DebtTerms.objects.filter(household_id=household.id)
    rows = terms.order_by("position__order", "position_id", "since")
    yield from rows.values_list(
        "since", "position__name", "rate", "method", "minimum", "limit", BUSINESS
    )


def _secured(household: HouseholdRow) -> Rows:
    links = SecuredBy.objects.filter(household_id=household.id)
    rows = links.order_by("debt__order", "debt_id", "asset__order", "asset_id")
    for debt, asset, kind, name in rows.values_list(
        "debt__name", "asset__name", "debt__entity__kind", "debt__entity__name"
    ):
        yield debt, asset, "" if kind == EntityKind.HOUSEHOLD else name


def _models(household: HouseholdRow) -> Rows:
    models = ValueModel.objects.filter(household_id=household.id)
    yield from models.order_by("position__order", "position_id").values_list(
        "position__name", "kind", "since", "rate", "residual", "ends_on", "original", BUSINESS
    )


def _months(household: HouseholdRow) -> Rows:
    months = Snapshot.objects.filter(household_id=household.id).order_by("as_of")
    for as_of, closed_at, note in months.values_list("as_of", "closed_at", "note"):
        yield as_of, closed_at.isoformat() if closed_at else None, note


def _closings(household: HouseholdRow) -> Rows:
    closings = Closing.objects.filter(household_id=household.id).order_by("as_of", "closed_at")
    for one in closings:
        yield (
            one.as_of,
            one.closed_at.isoformat(),
            one.currency,
            one.assets,
            one.liabilities,
            one.net_worth,
            one.complete,
        )


def _notes(household: HouseholdRow) -> Rows:
    notes = DatedNote.objects.filter(household_id=household.id)
    yield from notes.order_by("on", "id").values_list("on", "text", "reason")


def _budgets(household: HouseholdRow) -> Rows:
    rows = Budget.objects.filter(household_id=household.id).order_by("since")
    yield from rows.values_list(
        "since", "currency", "essential_spending", "net_income", "gross_income"
    )


def _guides(household: HouseholdRow) -> Rows:
    rows = RatioGuide.objects.filter(household_id=household.id).order_by("ratio")
    yield from rows.values_list("ratio", "low", "high")


def _history(household: HouseholdRow, today: date) -> bytes:
    books = household_books(household)
    first = first_date(books)
    dates = month_ends(first, today) if first is not None and first <= today else []
    history = monthly_history(books, dates, members=False)
    return write_history_csv(build_history_rows(books, history, today=today, by_category=True))
