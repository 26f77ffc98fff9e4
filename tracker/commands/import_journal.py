"""What an import writes down about itself while it works: enough to take all of it back.

The journal holds `values`, the range of keys of those added and the moment all written values
carry; what stood there before of those `changed`; of `prices` and `rates` what was written and
what stood there before; and the `items`, `units` and `dates` made.
"""

import json
import unicodedata
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.commands.import_report import ImportReport
from tracker.models import Commodity, Import, ImportStatus, Position

FILE_NAME = 200
ITEM_FIELDS = (
    "name", "side", "category", "currency", "commodity_id", "liquidity", "interval_months",
    "selling_discount", "contingent", "probability", "opened_on", "closed_on", "archived_at",
)  # fmt: skip
UNIT_FIELDS = ("code", "name", "kind")

# The file itself has done its work.
END = """
UPDATE tracker_import SET status = %(done)s, work = '', phase = '', failure = '',
  form = %(form)s, added = %(added)s, changed = %(changed)s, unchanged = %(unchanged)s,
  items = %(items)s, finished_at = statement_timestamp(), data = NULL, answers = NULL,
  journal = coalesce(journal, '{}') || %(made)s::jsonb
WHERE household_id = %(household)s AND id = %(import)s
"""


def begin_journal(
    household: HouseholdRow, actor: UUID | None, import_id: UUID | None, file_name: str
) -> UUID:
    """The record of the import that begins: that of its upload, or a new one."""
    if import_id is not None:
        # Its row stays free until the end, so that how far the import is can be written into it.
        return import_id
    made = Import.objects.create(
        household_id=household.id,
        made_by_id=actor,
        file_name=clean_file_name(file_name),
        journal={},
    )
    return made.pk


def end_journal(household: HouseholdRow, import_id: UUID, report: ImportReport) -> None:
    """Write down what was made beside the figures, and that the import is done."""
    made: dict[str, Any] = {
        "items": _list_items(household, report.made_items),
        "units": _list_units(household, report.made_units),
        "dates": [day.isoformat() for day in report.months],
    }
    if report.wrote is not None:
        made["values"] = {
            "first": str(report.wrote.first),
            "last": str(report.wrote.last),
            "stamp": report.wrote.stamp.isoformat(),
        }
    with connection.cursor() as cursor:
        cursor.execute(
            END,
            {
                "household": household.id,
                "import": import_id,
                "done": ImportStatus.DONE,
                "form": str(report.form),
                "added": report.added,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "items": len(report.positions),
                "made": json.dumps(made),
            },
        )


def describe_item(position: Position) -> dict[str, Any]:
    """What an item is, as the journal compares it."""
    return {name: _plain(getattr(position, name)) for name in ITEM_FIELDS}


def describe_unit(unit: Commodity) -> dict[str, Any]:
    """What a unit is, as the journal compares it."""
    return {name: _plain(getattr(unit, name)) for name in UNIT_FIELDS}


def clean_file_name(name: str) -> str:
    """A file's name as it is kept and shown: one line of printable characters."""
    shown = "".join(
        letter
        for letter in unicodedata.normalize("NFC", name.strip())
        if letter.isprintable() and unicodedata.category(letter) not in {"Cs", "Co"}
    )
    return shown[-FILE_NAME:]


def _list_items(household: HouseholdRow, ids: tuple[UUID, ...]) -> list[dict[str, Any]]:
    found = Position.objects.filter(household_id=household.id, pk__in=ids) if ids else ()
    return [{"id": str(position.pk)} | describe_item(position) for position in found]


def _list_units(household: HouseholdRow, ids: tuple[UUID, ...]) -> list[dict[str, Any]]:
    found = Commodity.objects.filter(household_id=household.id, pk__in=ids) if ids else ()
    return [{"id": str(unit.pk)} | describe_unit(unit) for unit in found]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)
