"""A household's values, positions and prices in the forms that an import takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.exporters.csv_text import write_csv
from tracker.services.categories import Liquidity, Side


@dataclass(frozen=True, slots=True)
class ValuationLine:
    """One value, with enough about its position to make it anew.

    `commodity` is the code of the position's own commodity, else its currency.
    """

    date: date
    position: str
    side: Side
    category: str
    commodity: str
    amount: Decimal
    book: Decimal | None = None
    liquidation: Decimal | None = None
    source: str = "import"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PositionLine:
    """What a position is; what is None is written as an empty cell."""

    position: str
    side: Side
    category: str
    commodity: str
    liquidity: Liquidity | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    contingent: bool | None = None
    probability: Decimal | None = None
    allowance: Decimal | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What one unit, or one of a currency, was worth in the currency `quote`."""

    date: date
    commodity: str
    price: Decimal
    quote: str


def write_valuations_csv(lines: Iterable[ValuationLine]) -> bytes:
    """The long form; imported again into the same household it changes nothing."""
    return write_csv(
        (
            "date",
            "position",
            "side",
            "category",
            "commodity",
            "amount",
            "book",
            "liquidation",
            "source",
            "note",
        ),
        (
            (
                line.date,
                line.position,
                line.side.code,
                line.category,
                line.commodity,
                line.amount,
                line.book,
                line.liquidation,
                line.source,
                line.note,
            )
            for line in lines
        ),
    )


def write_positions_csv(lines: Iterable[PositionLine]) -> bytes:
    """The positions file."""
    return write_csv(
        (
            "position",
            "side",
            "category",
            "commodity",
            "liquidity",
            "opened_on",
            "closed_on",
            "contingent",
            "probability",
            "allowance",
            "due_on",
        ),
        (
            (
                line.position,
                line.side.code,
                line.category,
                line.commodity,
                line.liquidity.value if line.liquidity else None,
                line.opened_on,
                line.closed_on,
                line.contingent,
                line.probability,
                line.allowance,
                line.due_on,
            )
            for line in lines
        ),
    )


def write_prices_csv(lines: Iterable[PriceLine]) -> bytes:
    """The prices form, rates among them."""
    return write_csv(
        ("date", "commodity", "price", "quote"),
        ((line.date, line.commodity, line.price, line.quote) for line in lines),
    )
