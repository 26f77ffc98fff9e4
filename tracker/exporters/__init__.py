"""Rows as data files: what is written here can be read back, by us and by any spreadsheet."""

from tracker.exporters.history import (
    CategoryAmount,
    HistoryRow,
    build_history_records,
    write_history_csv,
    write_history_json,
)
from tracker.exporters.valuations import (
    PositionLine,
    PriceLine,
    ValuationLine,
    write_positions_csv,
    write_prices_csv,
    write_valuations_csv,
)

__all__ = [
    "CategoryAmount",
    "HistoryRow",
    "PositionLine",
    "PriceLine",
    "ValuationLine",
    "build_history_records",
    "write_history_csv",
    "write_history_json",
    "write_positions_csv",
    "write_prices_csv",
    "write_valuations_csv",
]
