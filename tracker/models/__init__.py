"""The tables of what a household owns and owes."""

from tracker.models.budget import Budget, RatioGuide
from tracker.models.commodity import Commodity, CommodityKind, Price
from tracker.models.entity import Entity, EntityFigures, EntityFlow, EntityKind, FlowKind
from tracker.models.imports import Import, ImportStatus
from tracker.models.note import DatedNote, Reason
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
from tracker.models.value_model import ModelKind, ValueModel

__all__ = [
    "Budget",
    "Closing",
    "Commodity",
    "CommodityKind",
    "DatedNote",
    "DebtTerms",
    "Entity",
    "EntityFigures",
    "EntityFlow",
    "EntityKind",
    "FlowKind",
    "Import",
    "ImportStatus",
    "Liquidity",
    "Method",
    "ModelKind",
    "Ownership",
    "Position",
    "Price",
    "Rate",
    "RatioGuide",
    "Reason",
    "ReferenceRate",
    "SecuredBy",
    "Snapshot",
    "Source",
    "Valuation",
    "ValueModel",
]
