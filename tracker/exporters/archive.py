"""A household's whole books as one zip of CSV files, the same bytes for the same books."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.exporters.csv_text import Cell, write_csv

HEADERS: Final = {
    "household.csv": ("name", "currency", "time_zone", "language", "review"),
    "members.csv": ("name",),
    "item-details.csv": (
        "position",
        "currency",
        "archived",
        "interval_months",
        "selling_discount",
        "counterparty",
        "part_of",
    ),
    "value-details.csv": ("date", "position", "low", "contribution", "business"),
    "units.csv": ("code", "name", "kind"),
    "price-sources.csv": ("date", "commodity", "quote", "source"),
    "ownership.csv": ("since", "position", "member", "parts"),
    "debt-terms.csv": ("since", "position", "rate", "method", "minimum", "limit", "business"),
    "secured.csv": ("debt", "asset", "business"),
    "models.csv": (
        "position",
        "kind",
        "since",
        "rate",
        "residual",
        "ends_on",
        "original",
        "business",
    ),
    "businesses.csv": ("name", "kind", "currency", "archived"),
    "business-figures.csv": (
        "business",
        "since",
        "outstanding",
        "held",
        "percent",
        "preferred",
        "share_price",
    ),
    "business-flows.csv": ("business", "date", "kind", "amount"),
    "business-items.csv": (
        "business",
        "position",
        "side",
        "category",
        "currency",
        "commodity",
        "opened_on",
        "closed_on",
        "allowance",
        "due_on",
        "archived",
    ),
    "business-values.csv": (
        "business",
        "date",
        "position",
        "amount",
        "book",
        "liquidation",
        "source",
        "note",
    ),
    "months.csv": ("date", "closed_at", "note"),
    "closings.csv": (
        "date",
        "closed_at",
        "currency",
        "assets",
        "liabilities",
        "net_worth",
        "complete",
    ),
    "notes.csv": ("date", "what_happened", "reason"),
    "budgets.csv": ("since", "currency", "essential_spending", "net_income", "gross_income"),
    "guides.csv": ("ratio", "low", "high"),
}
"""The files that no import reads, and their columns."""

# Without a moment of its own, so that the same books give the same bytes.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file of the archive by its name."""

    name: str
    data: bytes


def write_table(name: str, rows: Iterable[Sequence[Cell]]) -> ArchiveFile:
    """One of the files of HEADERS; KeyError for another name."""
    return ArchiveFile(name, write_csv(HEADERS[name], rows))


def write_archive(readme: str, files: Iterable[ArchiveFile]) -> bytes:
    """A zip of these files in their order, README.txt before them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (ArchiveFile("README.txt", readme.encode("utf-8")), *files):
            entry = zipfile.ZipInfo(file.name, _MOMENT)
            entry.external_attr = _READABLE
            archive.writestr(entry, file.data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
