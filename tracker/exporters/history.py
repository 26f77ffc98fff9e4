"""The month-end history of net worth as scripts read it: exact decimals, never rounded."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.exporters.csv_text import Cell, write_csv
from tracker.formatting import plain_decimal
from tracker.services.categories import Side, display_rank


@dataclass(frozen=True, slots=True)
class CategoryAmount:
    """What one category of a side amounted to, positive in the ordinary case on both sides."""

    side: Side
    category: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One month: its last day, or today while it runs (`provisional`).

    `unpriced` names the positions left out for want of a price or rate. `categories` is None
    where they were not asked for.
    """

    month: date
    assets: Decimal
    liabilities: Decimal
    net_worth: Decimal
    complete: bool
    provisional: bool
    unpriced: tuple[str, ...] = ()
    categories: tuple[CategoryAmount, ...] | None = None


def build_history_records(rows: Iterable[HistoryRow]) -> list[dict[str, object]]:
    """The rows as the documented JSON objects, their amounts as plain decimal strings."""
    return [_build_record(row) for row in rows]


def write_history_json(rows: Iterable[HistoryRow]) -> str:
    """The documented JSON list, `[]` without rows."""
    return json.dumps(build_history_records(rows), ensure_ascii=False, indent=2)


def write_history_csv(rows: Sequence[HistoryRow]) -> bytes:
    """One row a month; with categories one more column each, named "asset:cash" and the like.

    The names of unpriced positions stand in one cell, split by line feeds, which no name has.
    """
    found = {(amount.side, amount.category) for row in rows for amount in (row.categories or ())}
    keys = sorted(found, key=lambda key: (display_rank(*key), key[1]))
    return write_csv(
        (
            "month",
            "assets",
            "liabilities",
            "net_worth",
            "complete",
            "provisional",
            "unpriced",
            *(f"{side.code}:{category}" for side, category in keys),
        ),
        (_build_cells(row, keys) for row in rows),
    )


def _build_cells(row: HistoryRow, keys: Sequence[tuple[Side, str]]) -> tuple[Cell, ...]:
    amounts = {(found.side, found.category): found.amount for found in row.categories or ()}
    return (
        row.month,
        row.assets,
        row.liabilities,
        row.net_worth,
        row.complete,
        row.provisional,
        "\n".join(row.unpriced),
        *(amounts.get(key) for key in keys),
    )


def _build_record(row: HistoryRow) -> dict[str, object]:
    record: dict[str, object] = {
        "month": row.month.isoformat(),
        "assets": plain_decimal(row.assets),
        "liabilities": plain_decimal(row.liabilities),
        "net_worth": plain_decimal(row.net_worth),
        "complete": row.complete,
        "provisional": row.provisional,
        "unpriced": list(row.unpriced),
    }
    if row.categories is not None:
        record["categories"] = [
            {
                "side": found.side.code,
                "category": found.category,
                "amount": plain_decimal(found.amount),
            }
            for found in row.categories
        ]
    return record
