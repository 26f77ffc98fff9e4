"""The prices form: what a unit or a currency was worth in a currency on a date."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.importers.cells import CellReader
from tracker.importers.headers import Header
from tracker.importers.problems import ProblemCode, ProblemList
from tracker.importers.rows import PriceRow
from tracker.importers.text import Record


def read_prices(
    header: Header, records: Iterator[Record], cells: CellReader, problems: ProblemList
) -> tuple[PriceRow, ...]:
    """The prices and rates of a file, in its order; an equal repetition counts once."""
    at_date, at_commodity, at_price, at_quote = map(
        header.find, ("date", "commodity", "price", "quote")
    )
    rows: dict[tuple[date, str, str], PriceRow] = {}
    for line, record in records:
        day = cells.read_date(record[at_date], line, "date")
        commodity = _read_commodity(record[at_commodity], line, cells, problems)
        price = _read_price(record[at_price], line, cells, problems)
        quote = cells.read_currency(record[at_quote], line, "quote")
        if day is None or commodity is None or price is None or quote is None:
            continue
        if commodity == quote:
            problems.add(ProblemCode.SAME_CURRENCY, line, "quote", currency=quote)
            continue
        row = PriceRow(line, day, commodity, price, quote)
        if row.is_rate and not price:
            problems.add(ProblemCode.RATE_NOT_POSITIVE, line, "price")
            continue
        first = rows.setdefault((day, commodity, quote), row)
        if first.price != price:
            problems.add(ProblemCode.CONFLICTING_ROW, line, "price", first_line=first.line)
    return tuple(rows.values())


def _read_commodity(cell: str, line: int, cells: CellReader, problems: ProblemList) -> str | None:
    if cell.strip():
        return cells.read_commodity(cell, line, "commodity")
    problems.add(ProblemCode.COMMODITY_MISSING, line, "commodity")
    return None


def _read_price(cell: str, line: int, cells: CellReader, problems: ProblemList) -> Decimal | None:
    if not cell.strip():
        problems.add(ProblemCode.PRICE_MISSING, line, "price")
        return None
    price = cells.read_amount(cell, line, "price")
    if price is not None and price < 0:
        problems.add(ProblemCode.PRICE_NEGATIVE, line, "price")
        return None
    return price
