"""Short ways to write a business down in a test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid5

from tests.services.samples import NAMES, household, position
from tracker.services.books import EntityBook, EntityFigures, EntityFlow
from tracker.services.calendar import day_of

SHOP = uuid5(NAMES, "The shop")


def day(text: str) -> int:
    return day_of(date.fromisoformat(text))


def figures(on: str, **given) -> EntityFigures:
    return EntityFigures(day(on), **{name: Decimal(str(value)) for name, value in given.items()})


def flow(on: str, kind: str, amount) -> EntityFlow:
    return EntityFlow(day(on), kind, Decimal(str(amount)))


def business(*positions, kind="company", currency="USD", given=(), flows=()) -> EntityBook:
    return EntityBook(SHOP, "The shop", kind, currency, positions, tuple(given), tuple(flows))


def owner_of(entity, *positions, stake=True, **given):
    """A household with that business, and the item that stands for its part of it."""
    currency = given.get("currency", "USD")
    mine = [part(currency=currency)] if stake else []
    return replace(household(*positions, *mine, **given), entities=(entity,))


def part(amounts=None, **given):
    return position("Part of the shop", "business", amounts, stake=SHOP, **given)
