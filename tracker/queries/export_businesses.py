"""Reads what a household has kept of its businesses and funds, for the archive."""

from collections.abc import Iterator

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from accounts.queries import HouseholdRow
from tracker.exporters.archive import ArchiveFile, write_table
from tracker.models import Entity, EntityFigures, EntityFlow, EntityKind, Position, Valuation

BUSINESS = Case(
    When(position__entity__kind=EntityKind.HOUSEHOLD, then=Value("")),
    default=F("position__entity__name"),
)
"""Whose the row's position is: "" for the household's own."""


def business_files(household: HouseholdRow) -> Iterator[ArchiveFile]:
    """What they are, their dated figures, what was paid in and out, and their own books."""
    of = {"household_id": household.id}
    businesses = Entity.objects.filter(**of).exclude(kind=EntityKind.HOUSEHOLD).order_by("name")
    yield write_table(
        "businesses.csv",
        (
            (one.name, one.kind, one.currency or household.currency, one.archived_at is not None)
            for one in businesses
        ),
    )
    figures = EntityFigures.objects.filter(**of).order_by("entity__name", "as_of")
    yield write_table(
        "business-figures.csv",
        figures.values_list(
            "entity__name",
            "as_of",
            "outstanding",
            "held",
            "percent",
            "preferred",
            "share_price",
        ),
    )
    flows = EntityFlow.objects.filter(**of).order_by("entity__name", "on", "kind")
    yield write_table(
        "business-flows.csv", flows.values_list("entity__name", "on", "kind", "amount")
    )
    items = Position.objects.filter(**of).exclude(entity__kind=EntityKind.HOUSEHOLD)
    yield write_table(
        "business-items.csv",
        (
            (*row[:-1], row[-1] is not None)
            for row in items.order_by("entity__name", "order", "id").values_list(
                "entity__name",
                "name",
                "side",
                "category",
                "currency",
                Coalesce("commodity__code", Value("")),
                "opened_on",
                "closed_on",
                "allowance",
                "due_on",
                "archived_at",
            )
        ),
    )
    values = Valuation.objects.filter(**of).exclude(position__entity__kind=EntityKind.HOUSEHOLD)
    yield write_table(
        "business-values.csv",
        values.order_by("position__entity__name", "as_of", "position__order", "position_id")
        .values_list(
            "position__entity__name",
            "as_of",
            "position__name",
            "amount",
            "book",
            "liquidation",
            "source",
            "note",
        )
        .iterator(),
    )
