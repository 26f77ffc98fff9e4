"""Short ways to write a household down in a test."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

from tracker.services.books import HouseholdBooks, PositionBook, PriceSeries, RateSeries
from tracker.services.calendar import day_of
from tracker.services.carry_forward import Series
from tracker.services.categories import Side

DATA = Path(__file__).parents[1] / "data"
NAMES = UUID(int=0)
ANN, BEN = uuid5(NAMES, "Ann"), uuid5(NAMES, "Ben")
GOLD = uuid5(NAMES, "gold")


def series(values: dict[str, object] | None) -> Series:
    """{"2024-01-31": 5} as a series."""
    rows = (values or {}).items()
    return Series.of((day_of(date.fromisoformat(on)), Decimal(str(value))) for on, value in rows)


def position(name="Savings", category="cash", amounts=None, *, debt=False, **given) -> PositionBook:
    """An asset in US dollars, unless told otherwise; dates as ISO text."""
    for key in ("opened", "closed"):
        if given.get(key):
            given[key] = day_of(date.fromisoformat(given[key]))
    for key in ("books", "liquidations", "contributions"):
        given[key] = series(given.get(key))
    owners = given.pop("owners", {})
    fields = {
        "id": uuid5(NAMES, name),
        "name": name,
        "side": Side.LIABILITY if debt else Side.ASSET,
        "category": category,
        "currency": "USD",
        "commodity": None,
        "contingent": False,
        "probability": None,
        "opened": None,
        "closed": None,
        "interval": 1,
        "discount": Decimal(20),
        "amounts": series(amounts),
        "owners": tuple(
            (day_of(date.fromisoformat(on)), tuple(members.items()))
            for on, members in owners.items()
        ),
    }
    return PositionBook(**fields | given)


def rate(base, quote, values, *, own=False) -> RateSeries:
    return RateSeries(base, quote, own, series(values))


def price(commodity, currency, values) -> PriceSeries:
    return PriceSeries(commodity, currency, series(values))


def household(*positions, rates=(), prices=(), currency="USD") -> HouseholdBooks:
    return HouseholdBooks(currency, positions, tuple(prices), tuple(rates))


def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def read_wide(name: str, *, without: tuple[str, ...] = ()) -> HouseholdBooks:
    """One of the wide files of tests/data, a column a position, in dollars."""
    known = {row["position"]: row for row in read_rows("us-positions.csv")}
    rows = read_rows(name)
    return household(
        *(
            position(
                column,
                known[column]["category"],
                {row["date"]: row[column] for row in rows},
                debt=known[column]["side"] == "liability",
            )
            for column in rows[0]
            if column != "date" and column not in without
        )
    )
