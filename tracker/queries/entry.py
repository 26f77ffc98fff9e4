"""Reads what the entry grid and the list of months need beside the books."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from accounts.queries import HouseholdRow
from tracker.models import Closing, Position, Snapshot, Valuation
from tracker.queries.books import household_books
from tracker.services.calendar import month_start
from tracker.services.categories import Side
from tracker.services.entry import (
    EntryCell,
    EntryGrid,
    EntryItem,
    build_grid,
    keeps_money,
    usual_source,
)


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A dated record; `entered` counts its values."""

    as_of: date
    note: str
    closed_at: datetime | None
    entered: int


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """What was written down when a record was closed."""

    closed_at: datetime
    closed_by: UUID | None
    currency: str
    net_worth: Decimal
    complete: bool


def list_items(household: HouseholdRow, on: date) -> Sequence[EntryItem]:
    """All of the household's positions with their cell of that date, in two statements."""
    cells = {
        row.position_id: EntryCell(
            row.pk,
            row.version,
            row.amount,
            row.note,
            row.updated_at,
            row.updated_by_id,
            row.source,
            row.low,
            row.contribution,
        )
        for row in Valuation.objects.filter(household_id=household.id, as_of=on)
    }
    positions = Position.objects.filter(household_id=household.id, entity__kind="household")
    earlier = Valuation.objects.filter(
        household_id=household.id, position_id=OuterRef("pk"), as_of__lt=on
    )
    rows = positions.annotate(
        last_source=Subquery(earlier.order_by("-as_of").values("source")[:1])
    ).values_list(
        "pk", "currency", "commodity__code", "archived_at", "side", "category", "last_source"
    )
    return tuple(
        EntryItem(
            id=pk,
            currency=currency,
            commodity=code,
            archived=archived_at is not None,
            cell=cells.get(pk),
            usual_source=usual_source(Side.of(side), category, last_source or ""),
            keeps_money=keeps_money(Side.of(side), category, counted=code is not None),
        )
        for pk, currency, code, archived_at, side, category, last_source in rows
    )


def load_grid(
    household: HouseholdRow, on: date, *, previous: date | None, also: Collection[UUID] = ()
) -> EntryGrid:
    """The grid of a date, in four statements whatever it holds."""
    items = list_items(household, on)
    return build_grid(household_books(household), items, on, previous=previous, also=also)


def find_snapshot(household: HouseholdRow, as_of: date) -> SnapshotRow | None:
    """The record of a date, None where nothing was ever entered; its values are not counted."""
    row = Snapshot.objects.filter(household_id=household.id, as_of=as_of).first()
    return SnapshotRow(row.as_of, row.note, row.closed_at, 0) if row else None


def find_closing(household: HouseholdRow, as_of: date) -> ClosingRow | None:
    """The latest closing of a date's record."""
    found = Closing.objects.filter(household_id=household.id, as_of=as_of).order_by("-closed_at")
    row = found.first()
    if row is None:
        return None
    return ClosingRow(row.closed_at, row.closed_by_id, row.currency, row.net_worth, row.complete)


def current_date(household: HouseholdRow, today: date) -> date:
    """The date of the running month's record: its open one, else its latest, else today."""
    rows = _used(household).filter(as_of__range=(month_start(today), today))
    newest = list(rows.order_by("-as_of").values_list("as_of", "closed_at"))
    for as_of, closed_at in newest:
        if closed_at is None:
            return as_of
    return newest[0][0] if newest else today


def find_neighbours(household: HouseholdRow, on: date) -> tuple[date | None, date | None]:
    """The dates of the records before and after a date."""
    dates = _used(household).values_list("as_of", flat=True)
    before = dates.filter(as_of__lt=on).order_by("-as_of").first()
    return before, dates.filter(as_of__gt=on).order_by("as_of").first()


def first_snapshot_date(household: HouseholdRow) -> date | None:
    """When the household's records begin."""
    return _used(household).order_by("as_of").values_list("as_of", flat=True).first()


def list_snapshots(household: HouseholdRow, first: date, last: date) -> Sequence[SnapshotRow]:
    """The records of a span of dates, newest first, in two statements."""
    values = Valuation.objects.filter(household_id=household.id, as_of__range=(first, last))
    grouped = values.values_list("as_of").order_by("as_of").annotate(count=Count("pk"))
    counts: dict[date, int] = dict(grouped)
    rows = Snapshot.objects.filter(household_id=household.id, as_of__range=(first, last))
    return tuple(
        SnapshotRow(row.as_of, row.note, row.closed_at, counts.get(row.as_of, 0))
        for row in rows.order_by("-as_of")
        if row.note or row.closed_at is not None or row.as_of in counts
    )


def _used(household: HouseholdRow) -> QuerySet[Snapshot]:
    """Records that hold something: a value that was cleared again leaves an empty one behind."""
    values = Valuation.objects.filter(household_id=household.id, as_of=OuterRef("as_of"))
    return Snapshot.objects.filter(household_id=household.id).filter(
        Exists(values) | Q(closed_at__isnull=False) | ~Q(note="")
    )
