"""One cell of the entry grid: what somebody typed, for whom it is shown, what it was made from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker.formatting import edit_amount, format_date
from tracker.services.currencies import is_known, minor_unit
from tracker.services.entry import EntryCell, EntryLine

NO_VALUE = "0"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What stands in a cell's fields but is not saved: refused, or in conflict with another's.

    Texts are as they were typed, None for a field that was not sent. `token` is the form's own,
    which still says what it was made from; `wrong` names the field that `problem` is about;
    `wanted` is the amount as it was read, None for a cell that was cleared.
    """

    amount: str
    note: str | None
    token: str
    source: str | None = None
    low: str | None = None
    paid: str | None = None
    price: str | None = None
    problem: str = ""
    wrong: str = "amount"
    conflict: bool = False
    wanted: Decimal | None = None

    def refused(self, problem: str, wrong: str = "amount") -> "TypedCell":
        """The same with what is wrong with it, and where."""
        return replace(self, problem=problem, wrong=wrong)

    def in_conflict(self, wanted: Decimal | None) -> "TypedCell":
        """The same, made from what somebody else has changed since."""
        return replace(self, conflict=True, wanted=wanted)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the grid is written: locale, zone and login; `names` by login, `members` by id;
    `address`: where the grid of the date is."""

    tag: str
    zone: ZoneInfo
    user_id: UUID | None
    currency: str
    names: Mapping[UUID, str]
    members: Mapping[UUID, str]
    address: str

    def time_of(self, cell: EntryCell, on: date) -> str:
        """When the cell was saved, with its day unless that is `on`."""
        moment = cell.updated_at.astimezone(self.zone)
        clock = f"{moment:%H:%M}"
        return clock if moment.date() == on else f"{format_date(moment.date(), self.tag)}, {clock}"


def amount_text(line: EntryLine, amount: Decimal | Fraction | None, tag: str) -> str:
    """An amount as its field shows it: every digit, cents where there are any."""
    if amount is None:
        return ""
    return edit_amount(amount, tag, min_digits=shown_digits(line, amount))


def make_token(cell: EntryCell | None, *texts: str) -> str:
    """What a form was made from: the valuation, its version, and the texts that were shown."""
    return f"{make_version(cell)}.{make_print(*texts)}"


def make_version(cell: EntryCell | None) -> str:
    """The valuation and its version; "0" for none."""
    return f"{cell.id.hex}.{cell.version}" if cell else NO_VALUE


def make_print(*texts: str) -> str:
    """A short print of the fields amount, note, source, low and paid, "" for one that is not
    there, to tell a row that nobody touched."""
    text = "\x1f".join(text.strip() for text in texts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def shown_digits(line: EntryLine, amount: Decimal | Fraction) -> int:
    """How many decimals an amount of the row shows at the least: cents where there are any."""
    currency = line.now.position.currency
    whole = Fraction(amount).denominator == 1
    if whole or line.item.commodity or not is_known(currency):
        return 0
    return minor_unit(currency)
