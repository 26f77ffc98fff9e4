"""The tables of what a household owns and owes."""

from tracker.models.commodity import Commodity, CommodityKind, Price
from tracker.models.entity import Entity, EntityKind
from tracker.models.position import (
    DebtTerms,
    Liquidity,
    Method,
    Ownership,
    Position,
    SecuredBy,
)
from tracker.models.rate import Rate, ReferenceRate
from tracker.models.snapshot import Closing, Snapshot, Source, Valuation

__all__ = [
    "Closing",
    "Commodity",
    "CommodityKind",
    "DebtTerms",
    "Entity",
    "EntityKind",
    "Liquidity",
    "Method",
    "Ownership",
    "Position",
    "Price",
    "Rate",
    "ReferenceRate",
    "SecuredBy",
    "Snapshot",
    "Source",
    "Valuation",
]
