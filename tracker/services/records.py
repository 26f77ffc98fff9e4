"""What is recorded about an item beside the dated series that computation takes: plain rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tracker.services.categories import Side


@dataclass(frozen=True, slots=True)
class CommodityRow:
    id: UUID
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One item without its figures. `fingerprint` changes with anything a person may edit.
    `allowance`: percent of what is owed to the household that is not expected to come in;
    `due_on`: when a debt falls due or may be called. `business`: whose it is where it is not the
    household's own; `stake`: the business whose part it stands for; `counterparty`: the business
    on its other side."""

    id: UUID
    name: str
    side: Side
    category: str
    currency: str
    commodity: CommodityRow | None
    liquidity: str
    interval_months: int | None
    selling_discount: Decimal | None
    contingent: bool
    probability: Decimal | None
    opened_on: date | None
    closed_on: date | None
    archived: bool
    fingerprint: str
    allowance: Decimal | None = None
    due_on: date | None = None
    business: UUID | None = None
    stake: UUID | None = None
    counterparty: UUID | None = None


@dataclass(frozen=True, slots=True)
class BusinessRow:
    """A business or fund. `stake`: the household's item that stands for its part, None where there
    can be none."""

    id: UUID
    name: str
    kind: str
    currency: str
    archived: bool
    stake: UUID | None


@dataclass(frozen=True, slots=True)
class ValuationRow:
    """A dated value; `closed`: its month is closed. `version` is 0 where there is none yet."""

    as_of: date
    amount: Decimal
    book: Decimal | None
    liquidation: Decimal | None
    source: str
    note: str
    version: int
    updated_at: datetime | None
    updated_by: UUID | None
    closed: bool
    low: Decimal | None = None
    contribution: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OwnershipRow:
    """The parts that hold from `since` on."""

    since: date
    parts: tuple[tuple[UUID, int], ...]


@dataclass(frozen=True, slots=True)
class TermsRow:
    since: date
    rate: Decimal | None
    method: str
    minimum: Decimal | None
    limit: Decimal | None


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price of a unit, or a rate of a currency, in `currency`; `source` as entered."""

    as_of: date
    price: Decimal
    currency: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A month's record that holds something; `closed_at` while it is closed."""

    as_of: date
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """What was written down when a record was closed, in `currency`."""

    as_of: date
    closed_at: datetime
    closed_by: UUID | None
    currency: str
    net_worth: Decimal
    complete: bool
