"""The European Central Bank's history of reference rates: its zipped table as single rates."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Final

BASE: Final = "EUR"
NOT_AVAILABLE: Final = frozenset({"", "N/A"})

_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_RATE = re.compile(r"[0-9]{1,14}(?:\.[0-9]{1,18})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class HistoryRefused(Exception):
    """The bytes are not the table that the bank publishes; the message says where they differ."""


@dataclass(frozen=True, slots=True)
class RateHistory:
    """Every rate of the table: 1 EUR = `rate` `currency` on `day`, the rates as they are written.

    `newest` is the last day with any rate.
    """

    rates: tuple[tuple[str, str, str], ...]
    """(currency, day, rate)"""
    days: int
    currencies: int
    newest: date


def read_history(archive: bytes) -> RateHistory:
    """The history in the zip that the bank offers for download; raises HistoryRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            text = files.read(files.namelist()[0]).decode("ascii")
    except (zipfile.BadZipFile, IndexError, UnicodeDecodeError, OSError):
        raise HistoryRefused("it is not a zip archive with one table in it") from None
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(rows, [])]
    if header[:1] != ["Date"] or not all(map(_CODE.fullmatch, filter(None, header[1:]))):
        raise HistoryRefused("its first line is not Date and currency codes")
    rates: list[tuple[str, str, str]] = []
    days: set[str] = set()
    used: set[str] = set()
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        day = row[0].strip()
        if not _DAY.fullmatch(day) or len(row) != len(header) or day in days:
            raise HistoryRefused(f"line {number} is not one new day with a rate a currency")
        days.add(day)
        for currency, cell in zip(header[1:], row[1:], strict=True):
            rate = cell.strip()
            if not currency or rate in NOT_AVAILABLE:
                continue
            if not _RATE.fullmatch(rate) or not rate.strip("0."):
                raise HistoryRefused(f"line {number} has no number for {currency}")
            used.add(currency)
            rates.append((currency, day, rate))
    if not rates:
        raise HistoryRefused("it has no rates")
    newest = max(day for _, day, _ in rates)
    try:
        return RateHistory(tuple(rates), len(days), len(used), date.fromisoformat(newest))
    except ValueError:
        raise HistoryRefused("its newest day does not exist") from None
