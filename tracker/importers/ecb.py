"""The European Central Bank's reference rates, as it publishes them: its zipped table of all days
since 1999, and its page of the last 90 days.

Both come from outside, so that both are read strictly: what is not the expected table is refused.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.parsers import expat

BASE: Final = "EUR"
NOT_AVAILABLE: Final = frozenset({"", "N/A"})
MOST_BYTES: Final = 50 * 1024 * 1024
"""Of the unpacked table, which has about two million now."""

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
    rows = csv.reader(io.StringIO(_unpack(archive), newline=""))
    header = [name.strip() for name in next(rows, [])]
    if header[:1] != ["Date"] or not all(map(_CODE.fullmatch, filter(None, header[1:]))):
        raise HistoryRefused("its first line is not Date and currency codes")
    rates: list[tuple[str, str, str]] = []
    days: set[str] = set()
    for number, row in _rows(rows):
        day = row[0].strip()
        if not _is_day(day) or len(row) != len(header) or day in days:
            raise HistoryRefused(f"line {number} is not one new day with a rate a currency")
        days.add(day)
        for currency, cell in zip(header[1:], row[1:], strict=True):
            rate = cell.strip()
            if not currency or rate in NOT_AVAILABLE:
                continue
            if not _is_rate(rate):
                raise HistoryRefused(f"line {number} has no number for {currency}")
            rates.append((currency, day, rate))
    return _history(rates, days)


def read_recent(page: bytes) -> RateHistory:
    """The rates of the XML page that the bank publishes; raises HistoryRefused.

    Declarations of entities or a document type are refused: the page has none, and whoever
    sends some is up to something.
    """
    reader = _PageReader()
    try:
        reader.parser.Parse(page, True)
    except expat.ExpatError:
        raise HistoryRefused("it is not a whole XML page") from None
    return _history(reader.rates, reader.days)


class _PageReader:
    """Collects `<Cube time=…><Cube currency=… rate=…/></Cube>`."""

    def __init__(self) -> None:
        self.rates: list[tuple[str, str, str]] = []
        self.days: set[str] = set()
        self._day = ""
        self._seen: set[tuple[str, str]] = set()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse

    def _refuse(self, *_: object) -> int:
        raise HistoryRefused("it declares a document type or entities, which the bank never does")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] != "Cube":
            return
        if "time" in attributes:
            self._day = attributes["time"]
            if not _is_day(self._day) or self._day in self.days:
                raise HistoryRefused("it has something else than one new day after the other")
            self.days.add(self._day)
        elif "currency" in attributes:
            currency, rate = attributes["currency"], attributes.get("rate", "")
            known = (currency, self._day) in self._seen
            if not self._day or known or not _CODE.fullmatch(currency) or not _is_rate(rate):
                raise HistoryRefused("it has a currency without one number for its day")
            self._seen.add((currency, self._day))
            self.rates.append((currency, self._day, rate))


def _unpack(archive: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files, files.open(files.namelist()[0]) as file:
            # What the archive says of the size may be a lie.
            unpacked = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, IndexError, OSError, RuntimeError, EOFError):
        raise HistoryRefused("it is not a zip archive with one table in it") from None
    if len(unpacked) > MOST_BYTES:
        raise HistoryRefused(f"its table is larger than {MOST_BYTES // 1024**2} MB")
    try:
        return unpacked.decode("ascii")
    except UnicodeDecodeError:
        raise HistoryRefused("it is not a zip archive with one table in it") from None


def _rows(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from ((number, row) for number, row in enumerate(rows, 2) if row)
    except csv.Error:
        raise HistoryRefused("it is not a table of separated values") from None


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_rate(text: str) -> bool:
    return bool(_RATE.fullmatch(text)) and bool(text.strip("0."))


def _history(rates: list[tuple[str, str, str]], days: set[str]) -> RateHistory:
    if not rates:
        raise HistoryRefused("it has no rates")
    newest = max(day for _, day, _ in rates)
    currencies = len({currency for currency, _, _ in rates})
    return RateHistory(tuple(rates), len(days), currencies, date.fromisoformat(newest))
